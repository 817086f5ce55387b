import { HubError, badInput, notFound } from '../../kernel/errors.js';
import { newNumber } from '../../kernel/ids.js';
import { sql } from '../../kernel/sql.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import type { SubjectInput } from '../subjects/subject.types.js';
import type { SubjectKind } from '../../kernel/terms.js';
import { EntryEntity } from './entry.entity.js';
import { type ProposedFacts, assessFacts } from './entry.rules.js';
import type { EntryInput, EntryRefusal, ProposeEntriesInput } from './entry.types.js';
import {
  type GroundRecord,
  type ListFacts,
  duplicateEntry,
  groundRecords,
  importIdOf,
  listFacts,
  lockGroundRecord,
} from './proposal.repository.js';

/** What proposals need of the subjects module. */
export interface SubjectRegistry {
  resolveSubject(unit: Unit, input: SubjectInput, field: string): Promise<number>;
}

export const proposalLimit = 500;

/** Proposes entries: the first step of every local entry (Policy 四(二), Henan 28). */
export class ProposalService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly subjects: SubjectRegistry,
  ) {}

  async proposeEntry(act: Act, input: EntryInput): Promise<{ entryId: number }> {
    return this.work.run(act, 'proposeEntry', input, async (unit) => ({
      entryId: await this.proposeOne(unit, input, 'input.entry'),
    }));
  }

  /** Proposes what can be proposed; each refusal says why, the others stand. */
  async proposeEntries(
    act: Act,
    input: ProposeEntriesInput,
  ): Promise<{ entryIds: number[]; refusals: EntryRefusal[] }> {
    if ((input.entries == null) === (input.fromRecords == null)) {
      throw badInput('input.entries', 'Give either entries or fromRecords, not both and not none.');
    }
    return this.work.run(act, 'proposeEntries', input, async (unit) => {
      const entries = input.entries ?? (await this.entriesOfRecords(unit, input));
      if (entries.length < 1 || entries.length > proposalLimit) {
        throw badInput(
          'input.entries',
          `Between 1 and ${proposalLimit} entries can be proposed at once; these are ${entries.length}.`,
        );
      }
      return this.proposeMany(unit, entries, input.fromRecords == null);
    });
  }

  private async proposeMany(unit: Unit, entries: readonly EntryInput[], named: boolean) {
    const entryIds: number[] = [];
    const refusals: EntryRefusal[] = [];
    for (const [index, entry] of entries.entries()) {
      const path = named ? `input.entries[${index}]` : 'input.fromRecords';
      const outcome = await unit.attempt(() => this.proposeOne(unit, entry, path));
      if (outcome instanceof HubError) refusals.push(refusalOf(index, entry, outcome));
      else entryIds.push(outcome);
    }
    if (entryIds.length === 0) {
      // Nothing is kept of a batch of which nothing stands, but that it was tried is on record.
      unit.audit({
        event: 'lists.proposalsRefused',
        target: 'Organization',
        targetId: unit.act.principal.organizationId ?? 0,
        detail: { refused: refusals.length },
      });
    }
    return { entryIds, refusals };
  }

  private async proposeOne(unit: Unit, input: EntryInput, path: string): Promise<number> {
    const list = await listFacts(unit, input.list);
    if (!list)
      throw badInput(`${path}.list`, `There is no list ${input.list}. creditLists tells which there are.`);
    this.mayPropose(unit, list, path);
    const record = input.record ? await this.groundOf(unit, input.record, path) : null;
    const subjectId = await this.subjectOf(unit, input, record, path);
    const subject = await unit.one<{ kind: SubjectKind }>(
      sql`select kind from subject where id = ${subjectId}`,
    );
    assessFacts(factsOf(input, list, subject!.kind, record), unit.today, path);
    if (await duplicateEntry(unit, list.id, subjectId, input.decisionNumber)) {
      throw new HubError('CONFLICT', 'This decision put this subject on this list already.', {
        field: `${path}.decisionNumber`,
      });
    }
    return this.store(unit, input, list, subjectId, record);
  }

  /** The keeper proposes for its list; lists kept by the credit office take proposals of every agency. */
  private mayPropose(unit: Unit, list: ListFacts, path: string): void {
    const { kind, organizationId } = unit.act.principal;
    if (kind === 'OFFICE' || list.keeperId === organizationId || list.keeperKind === 'OFFICE') return;
    throw new HubError(
      'FORBIDDEN',
      `Only the keeper of the list ${list.code} or the credit office proposes for it.`,
      { field: `${path}.list` },
    );
  }

  private async groundOf(unit: Unit, number: string, path: string): Promise<GroundRecord> {
    const record = await lockGroundRecord(unit, number);
    const { kind, organizationId } = unit.act.principal;
    if (!record || (kind !== 'OFFICE' && record.providerId !== organizationId))
      throw notFound('The record', `${path}.record`);
    if (record.withdrawn)
      throw new HubError(
        'INADMISSIBLE_BASIS',
        `Record ${record.number} was withdrawn; nothing rests on it.`,
        {
          field: `${path}.record`,
          article: 'Henan 42',
        },
      );
    return record;
  }

  /** The subject named, or that of the record; where both are given they have to be the same. */
  private async subjectOf(
    unit: Unit,
    { subject }: EntryInput,
    record: GroundRecord | null,
    path: string,
  ): Promise<number> {
    const unnamed = subject.code == null && subject.idNumber == null;
    if (record && unnamed) return record.subjectId;
    const subjectId = await this.subjects.resolveSubject(unit, subject, `${path}.subject`);
    if (record && record.subjectId !== subjectId)
      throw badInput(`${path}.subject`, `Record ${record.number} is about another subject.`);
    return subjectId;
  }

  private async entriesOfRecords(unit: Unit, { fromRecords }: ProposeEntriesInput): Promise<EntryInput[]> {
    const from = fromRecords!;
    if ((from.records == null) === (from.import == null)) {
      throw badInput('input.fromRecords', 'Give either records or import, not both and not none.');
    }
    const importId = from.import == null ? null : importIdOf(from.import, 'input.fromRecords.import');
    const records = await groundRecords(unit, {
      numbers: from.records ?? null,
      importId,
      limit: proposalLimit + 1,
    });
    const { kind, organizationId } = unit.act.principal;
    const own = records.filter((record) => kind === 'OFFICE' || record.providerId === organizationId);
    if (own.length === 0) throw notFound('A record to raise an entry from', 'input.fromRecords');
    const byNumber = new Map(own.map((record) => [record.number, record]));
    // In the order asked; a number that is not there is refused in its place, not passed over.
    return (from.records ?? [...byNumber.keys()]).map((number) => {
      const record = byNumber.get(number);
      return {
        ...{ list: from.list, ground: from.ground, basis: from.basis, severity: from.severity },
        subject: {},
        decisionNumber: record?.documentNumber ?? '',
        decidedOn: record?.decidedOn ?? unit.today,
        record: number,
        responsiblePersons: from.responsiblePersons ?? record?.responsiblePersons ?? [],
      };
    });
  }

  private async store(
    unit: Unit,
    input: EntryInput,
    list: ListFacts,
    subjectId: number,
    record: GroundRecord | null,
  ): Promise<number> {
    const entry = unit.em.create(EntryEntity, {
      number: newNumber('E', unit.today),
      list: list.id,
      colour: list.colour,
      subject: subjectId,
      origin: 'LOCAL',
      identifiedBy: unit.act.principal.organizationId!,
      decisionNumber: input.decisionNumber,
      decidedOn: input.decidedOn,
      ground: input.ground,
      basis: input.basis,
      severity: input.severity,
      status: 'PROPOSED',
      objected: false,
      validFrom: input.validFrom ?? null,
      validUntil: input.validUntil ?? null,
      responsiblePersons: (input.responsiblePersons ?? []).map(({ name, role }) => ({ name, role })),
      record: record?.id ?? null,
      proposedBy: unit.actor,
      createdAt: unit.now,
    });
    await unit.em.flush();
    unit.em.clear(); // a batch would else look through all its entries before every statement
    await unit.status({ target: 'ListEntry', targetIds: [entry.id], from: null, to: 'PROPOSED' });
    unit.audit({
      event: 'lists.entryProposed',
      target: 'ListEntry',
      targetId: entry.id,
      detail: { list: list.code, record: record?.number ?? null },
    });
    return entry.id;
  }
}

const refusalOf = (index: number, { record }: EntryInput, error: HubError): EntryRefusal => ({
  index,
  code: error.code,
  message: record ? `${record}: ${error.message}` : error.message,
  field: (error.extensions['field'] as string | undefined) ?? null,
});

const factsOf = (
  input: EntryInput,
  list: ListFacts,
  subjectKind: SubjectKind,
  record: GroundRecord | null,
): ProposedFacts => ({
  colour: list.colour,
  subjectKind,
  decidedOn: input.decidedOn,
  ground: input.ground,
  basis: input.basis,
  severity: input.severity,
  // What the provider declared with the record counts before what is said here.
  procedure: record?.procedure ?? input.procedure ?? null,
  finality: record?.finality ?? input.finality ?? null,
  minorRemedied: input.minorRemedied ?? false,
  unconfirmedArrears: input.unconfirmedArrears ?? false,
  recordObjected: record?.objected ?? false,
  recordArchived: record?.archived ?? false,
  responsiblePersons: input.responsiblePersons ?? [],
  validFrom: input.validFrom ?? null,
  validUntil: input.validUntil ?? null,
});
