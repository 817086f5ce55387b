import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { changeLoader } from '../ledger/change.loader.js';
import { Change, ChangeConnection } from '../ledger/change.types.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import type { DeliveryService } from './delivery.service.js';
import { changeRecipientsLoader } from './recipient.loader.js';
import { changesToAcknowledge } from './recipient.repository.js';
import { AcknowledgeChangeInput, AcknowledgeChangePayload, ChangeRecipient } from './recipient.types.js';

@Resolver(() => Change)
export class DeliveryResolver {
  constructor(private readonly service: DeliveryService) {}

  @Query(() => ChangeConnection, {
    description:
      'Changes the own organization has yet to acknowledge; for the office those anybody has (Henan 42). 待回执变更',
  })
  changesToAcknowledge(@Args(() => PageArgs) page: PageArgs, @Ctx() context: RequestContext) {
    return changesToAcknowledge(context.reader, page);
  }

  @Mutation(() => AcknowledgeChangePayload, {
    description: 'Says that the own organization took back what the change takes back (Henan 42). 变更回执',
  })
  async acknowledgeChange(
    @Arg('input', () => AcknowledgeChangeInput) input: AcknowledgeChangeInput,
    @Ctx() context: RequestContext,
  ) {
    const { position } = await this.service.acknowledgeChange(context, input);
    return { change: await context.loader(changeLoader).load(position) };
  }

  @FieldResolver(() => [ChangeRecipient], {
    description:
      'Who must acknowledge it: all for office, auditor and the subject concerned, else the own row. 接收单位',
  })
  recipients(@Root() change: Change, @Ctx() context: RequestContext) {
    return context.loader(changeRecipientsLoader).load(change.id);
  }
}

@Resolver(() => ChangeRecipient)
export class ChangeRecipientResolver {
  @FieldResolver()
  organization(@Root() row: ChangeRecipient, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(row.organizationId);
  }
}
