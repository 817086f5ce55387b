import type { EventBus } from '../../kernel/events.js';
import { newNumber } from '../../kernel/ids.js';
import { HubError } from '../../kernel/errors.js';
import { meanwhile } from '../../kernel/meanwhile.js';
import type { Unit } from '../ledger/unit.service.js';
import { type EntryRow, type EntryRowsRead, entryRowsRead } from '../records/import.events.js';
import {
  type IntakeRow,
  insertIntake,
  listsByCode,
  nextVersion,
  storedDecisions,
} from './intake.repository.js';
import { assessFacts, lastDay } from './entry.rules.js';
import { entriesPublished } from './entry.events.js';
import type { ListFacts } from './proposal.repository.js';

/** An entry of a file that can be taken in, and into which list. */
interface Accepted {
  entry: EntryRow;
  list: ListFacts;
}

/**
 * Takes in files of entries (Policy 四(二)). An entry of a higher level with proof of its publication comes in as it
 * is, published; any other is a proposal and goes the way of all proposals.
 */
export class IntakeService {
  react(bus: EventBus<Unit>): void {
    bus.on(entryRowsRead, (unit, batch) => this.takeIn(unit, batch));
  }

  private async takeIn(unit: Unit, batch: EntryRowsRead): Promise<void> {
    const lists = await listsByCode(unit, [...new Set(batch.entries.map((entry) => entry.listCode))]);
    const stored = storedDecisions(unit, batch.entries);
    const assessed = await meanwhile(stored, () =>
      batch.entries.map((entry) => {
        const list = lists.get(entry.listCode);
        const problem = list
          ? refusal(unit, entry, list, batch.providerId)
          : `没有代码为 ${entry.listCode} 的名单`;
        return { entry, list, problem };
      }),
    );
    const known = await stored;
    const accepted: Accepted[] = [];
    for (const { entry, list, problem } of assessed) {
      const key = list ? `${list.id}/${entry.subjectId}/${entry.decisionNumber}` : '';
      if (problem !== null || !list) batch.refuse(entry.row, problem!);
      else if (known.has(key)) batch.duplicate(entry.row);
      else {
        known.add(key);
        accepted.push({ entry, list });
      }
    }
    for (const [list, group] of Map.groupBy(accepted, (each) => each.list)) {
      const entries = group.map(({ entry }) => entry);
      const upstream = entries.filter((entry) => isUpstream(entry, list));
      const local = entries.filter((entry) => !isUpstream(entry, list));
      if (local.length > 0) await this.propose(unit, batch.providerId, list, local);
      if (upstream.length > 0) await this.publish(unit, batch.providerId, list, upstream);
    }
  }

  private async propose(unit: Unit, providerId: number, list: ListFacts, entries: EntryRow[]): Promise<void> {
    const rows = entries.map((entry) => intakeRow(unit, entry, entry.validFrom, entry.validUntil));
    unit.audit({
      event: 'lists.entriesProposed',
      target: 'CreditList',
      targetId: list.id,
      detail: { entryIds: await insertIntake(unit, { list, providerId, version: null }, rows) },
    });
  }

  private async publish(unit: Unit, providerId: number, list: ListFacts, entries: EntryRow[]): Promise<void> {
    const rows = entries.map((entry) => {
      const { from, until } = termOf(entry, list);
      return intakeRow(unit, entry, from, until);
    });
    const version = await nextVersion(unit, list.id, rows.length);
    const ids = await insertIntake(unit, { list, providerId, version }, rows);
    unit.audit({
      event: 'lists.upstreamEntriesTakenIn',
      target: 'CreditList',
      targetId: list.id,
      detail: { version, entryIds: ids },
    });
    unit.change({
      type: 'LIST_VERSION_PUBLISHED',
      target: 'CreditList',
      targetId: list.id,
      audience: list.colour === 'WATCH' ? 'GOVERNMENT' : 'PUBLIC',
      summary: { list: list.code, version, added: ids.length, upstream: true },
    });
    await unit.emit(entriesPublished({ entryIds: ids, issued: { count: 0 } }));
  }
}

const isUpstream = (entry: EntryRow, list: ListFacts): boolean =>
  list.level !== 'COUNTY' && entry.proofUrl !== null;

/** Why a row cannot be taken in, in Chinese; null when it can. */
const refusal = (unit: Unit, entry: EntryRow, list: ListFacts, providerId: number): string | null => {
  if (unit.act.principal.kind !== 'OFFICE' && list.keeperId !== providerId && list.keeperKind !== 'OFFICE') {
    return `名单 ${list.code} 只能由其管理单位或信用办报送`;
  }
  if (entry.decidedOn > unit.today) return '决定日期晚于今天';
  if (isUpstream(entry, list) && entry.validFrom !== null && entry.validFrom > unit.today)
    return `有效期自 ${entry.validFrom} 起，尚未开始，请届时报送`;
  if (isUpstream(entry, list)) {
    const until = termOf(entry, list).until;
    return until < unit.today ? `有效期已于 ${until} 届满` : null;
  }
  try {
    assessFacts(factsOf(entry, list), unit.today, 'row');
    return null;
  } catch (error) {
    if (error instanceof HubError) return refusalText(error);
    throw error;
  }
};

const refusalText = (error: HubError): string => {
  const article = error.extensions['article'];
  const basis =
    typeof article === 'string' ? `（${article.replace('Henan ', '河南省社会信用条例第')}条）` : '';
  if (error.code === 'INADMISSIBLE_BASIS') return `该事实不得作为列入依据${basis}`;
  if (error.code === 'NOT_PROPORTIONATE') return `与失信程度不相适应，不得列入该名单${basis}`;
  const field = String(error.extensions['field'] ?? '').replace('row.', '');
  return `内容不符合列入要求：${fieldProblems[field] ?? field}${basis}`;
};

const fieldProblems: Record<string, string> = {
  ground: '列入事由为空',
  basis: '依据为空',
  decidedOn: '决定日期晚于今天',
  validUntil: '有效期至早于有效期自，或者已经届满',
  responsiblePersons: '法人、非法人组织列入失信名单，应当标明责任人（河南省社会信用条例第35条）',
};

const factsOf = (entry: EntryRow, list: ListFacts) => ({
  colour: list.colour,
  subjectKind: entry.subjectKind,
  decidedOn: entry.decidedOn,
  ground: entry.ground,
  basis: entry.basis,
  severity: entry.severity,
  procedure: entry.declared.procedure ?? null,
  finality: entry.declared.finality ?? null,
  minorRemedied: entry.declared.minorRemedied ?? false,
  unconfirmedArrears: false,
  recordObjected: false,
  responsiblePersons: entry.responsiblePersons,
  validFrom: entry.validFrom,
  validUntil: entry.validUntil,
});

const termOf = (entry: EntryRow, list: ListFacts) => {
  const from = entry.validFrom ?? entry.decidedOn;
  // What the higher level published stands as it is; only a term it did not name comes from the list here.
  return { from, until: entry.validUntil ?? lastDay(from, null, list.termMonths) };
};

const intakeRow = (
  unit: Unit,
  { subjectId, decisionNumber, decidedOn, ground, basis, severity, proofUrl, responsiblePersons }: EntryRow,
  validFrom: string | null,
  validUntil: string | null,
): IntakeRow => ({
  number: newNumber('E', unit.today),
  ...{ subjectId, decisionNumber, decidedOn, ground, basis, severity, proofUrl, responsiblePersons },
  validFrom,
  validUntil,
});
