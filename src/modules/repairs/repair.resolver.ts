import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { repairDeadlinesLoader } from '../deadlines/deadline.loader.js';
import { Deadline } from '../deadlines/deadline.types.js';
import { entryLoader } from '../lists/entry.loader.js';
import { ListEntry } from '../lists/entry.types.js';
import { repairDocumentsLoader } from '../documents/document.loader.js';
import { Document } from '../documents/document.types.js';
import { repairFilesLoader } from '../files/file.loader.js';
import { Attachment } from '../files/file.types.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization, StatusChange } from '../organizations/organization.types.js';
import { repairHistoryLoader } from '../organizations/status.loader.js';
import { recordLoader } from '../records/record.loader.js';
import { CreditRecord } from '../records/record.types.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { Subject } from '../subjects/subject.types.js';
import type { RepairDecisionService } from './decision.service.js';
import type { RepairOutlookService } from './outlook.service.js';
import { repairFactsLoader, repairLoader } from './repair.loader.js';
import { repairPage } from './repair.repository.js';
import type { RepairService } from './repair.service.js';
import { knownRuleSet } from './repair.rules.js';
import {
  AcceptRepairInput,
  AcceptRepairPayload,
  ApplyForRepairInput,
  ApplyForRepairPayload,
  DecideRepairInput,
  DecideRepairPayload,
  Repair,
  RepairCondition,
  RepairConnection,
  RepairFilter,
  RepairOutlook,
  RepairRuleSet,
  WithdrawRepairInput,
  WithdrawRepairPayload,
} from './repair.types.js';
import { weigh } from './target.rules.js';

@Resolver(() => Repair)
export class RepairResolver {
  constructor(private readonly outlooks: RepairOutlookService) {}

  @Query(() => RepairConnection, {
    description: 'Repairs the viewer has a part in; all for the office. 修复列表',
  })
  repairs(
    @Arg('filter', () => RepairFilter, { nullable: true }) filter: RepairFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return repairPage(context.reader, filter ?? {}, page);
  }

  @Query(() => RepairOutlook, {
    nullable: true,
    description:
      'Whether, when and how an entry or record can be repaired; for its subject, whoever decides, the office. 修复指引',
  })
  repairOutlook(
    @Arg('entry', () => String, { nullable: true }) entry: string | null,
    @Arg('record', () => String, { nullable: true }) record: string | null,
    @Ctx() context: RequestContext,
  ) {
    return this.outlooks.outlook(context.reader, { entry, record });
  }

  @FieldResolver(() => ListEntry, { nullable: true, description: 'The entry to be repaired. 名单条目' })
  entry(@Root() row: Repair, @Ctx() context: RequestContext) {
    return row.entryId === null ? null : context.loader(entryLoader).load(row.entryId);
  }

  @FieldResolver(() => CreditRecord, { nullable: true, description: 'The record to be repaired. 信用信息' })
  record(@Root() row: Repair, @Ctx() context: RequestContext) {
    return row.recordId === null ? null : context.loader(recordLoader).load(row.recordId);
  }

  @FieldResolver(() => Subject, { nullable: true, description: 'Whom it is about. 信用主体' })
  subject(@Root() row: Repair, @Ctx() context: RequestContext) {
    return context.loader(subjectLoader).load(row.subjectId);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: "The clerk's body; null when the subject applied itself. 代为提交单位",
  })
  appliedBy(@Root() row: Repair, @Ctx() context: RequestContext) {
    return row.appliedById === null ? null : context.loader(organizationLoader).load(row.appliedById);
  }

  @FieldResolver(() => Organization, {
    description: 'Who identified it, repairs it (谁认定、谁修复). 办理单位',
  })
  decider(@Root() row: Repair, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(row.deciderId);
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'Who decided. 决定单位' })
  decidedBy(@Root() row: Repair, @Ctx() context: RequestContext) {
    return row.decidedById === null ? null : context.loader(organizationLoader).load(row.decidedById);
  }

  @FieldResolver(() => RepairRuleSet, { description: 'The rule set it is judged by. 适用的规则' })
  async ruleSet(@Root() row: Repair, @Ctx() context: RequestContext) {
    return knownRuleSet(row.ruleSetCode) ?? (await assessed(row, context)).ruleSet;
  }

  @FieldResolver(() => [RepairCondition], {
    description: 'Each condition: as it stands now, or as it stood at the decision. 各项条件',
  })
  async conditions(@Root() row: Repair, @Ctx() context: RequestContext) {
    return row.assessment ?? (await assessed(row, context)).conditions;
  }

  @FieldResolver(() => [Deadline], { description: 'The terms that run for it. 办理期限' })
  deadlines(@Root() row: Repair, @Ctx() context: RequestContext) {
    return context.loader(repairDeadlinesLoader).load(row.id);
  }

  @FieldResolver(() => [StatusChange], { description: 'Its life so far. 状态变更记录' })
  history(@Root() row: Repair, @Ctx() context: RequestContext) {
    return context.loader(repairHistoryLoader).load(row.id);
  }

  @FieldResolver(() => [Attachment], { description: 'Files attached to it. 附件' })
  files(@Root() row: Repair, @Ctx() context: RequestContext) {
    return context.loader(repairFilesLoader).load(row.id);
  }

  @FieldResolver(() => [Document], { description: 'Papers made out on it. 文书' })
  documents(@Root() row: Repair, @Ctx() context: RequestContext) {
    return context.loader(repairDocumentsLoader).load(row.id);
  }
}

const assessed = async (row: Repair, context: RequestContext) => {
  const [facts] = await context.loader(repairFactsLoader).load(row.id);
  return weigh(facts!, row, { appliedOn: row.appliedOn, today: context.reader.today });
};

const payloadOf = async (context: RequestContext, { repairId }: { repairId: number }) => ({
  repair: await context.loader(repairLoader).load(repairId),
});

@Resolver(() => Repair)
export class RepairStepResolver {
  constructor(
    private readonly repairs: RepairService,
    private readonly decisions: RepairDecisionService,
  ) {}

  @Mutation(() => ApplyForRepairPayload, {
    description: 'Applies for repair; the terms run from here (Policy 五(四), Henan 43). 申请信用修复',
  })
  async applyForRepair(
    @Arg('input', () => ApplyForRepairInput) input: ApplyForRepairInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.repairs.applyForRepair(context, input));
  }

  @Mutation(() => AcceptRepairPayload, {
    description: 'Takes an application up, or says why not, within 3 working days (Henan 43). 受理修复申请',
  })
  async acceptRepair(
    @Arg('input', () => AcceptRepairInput) input: AcceptRepairInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.decisions.acceptRepair(context, input));
  }

  @Mutation(() => DecideRepairPayload, {
    description:
      'Decides a repair: granted, the entry leaves the list and its measures are lifted at once (Henan 37, 43). 作出修复决定',
  })
  async decideRepair(
    @Arg('input', () => DecideRepairInput) input: DecideRepairInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.decisions.decideRepair(context, input));
  }

  @Mutation(() => WithdrawRepairPayload, {
    description: 'Takes an application back: whoever applied, or the subject (Henan 43). 撤回修复申请',
  })
  async withdrawRepair(
    @Arg('input', () => WithdrawRepairInput) input: WithdrawRepairInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.repairs.withdrawRepair(context, input));
  }
}
