import { Readable } from 'node:stream';
import { organisationCodeCheckDigit, unifiedCodeCheckDigit } from '../../../src/kernel/codes.js';
import { addDays } from '../../../src/kernel/dates.js';
import { today } from '../../../src/kernel/clock.js';
import { HubError } from '../../../src/kernel/errors.js';
import type { Matter } from '../../../src/kernel/principal.js';
import { sql } from '../../../src/kernel/sql.js';
import type {
  EntryStatus,
  InstructionStatus,
  MeasureKind,
  NoticeChannel,
  Trigger,
} from '../../../src/kernel/terms.js';
import { CheckService } from '../../../src/modules/enforcement/check.service.js';
import type { ExecutionService } from '../../../src/modules/enforcement/execution.service.js';
import type { Act } from '../../../src/modules/ledger/unit.service.js';
import type { EntryInput } from '../../../src/modules/lists/entry.types.js';
import type { RaiseObjectionInput } from '../../../src/modules/objections/input.types.js';
import type { ObjectionService } from '../../../src/modules/objections/objection.service.js';
import { demoOrganizations } from '../../../src/modules/organizations/demo.rules.js';
import type { SubjectInput } from '../../../src/modules/subjects/subject.types.js';
import { type Answer, type TestHub, startTestHub } from '../../support/hub.js';

export type BodyKey = (typeof demoOrganizations)[number]['key'];

/** A demo hub with the services of the loop at hand. */
export interface Loop extends TestHub {
  readonly checks: CheckService;
  readonly executions: ExecutionService;
  readonly objections: ObjectionService;
  readonly bodies: ReadonlyMap<BodyKey, number>;
}

export const startLoop = async (day?: string): Promise<Loop> => {
  const hub = await startTestHub({}, day);
  const rows = await hub.database.rows<{ id: number; code: string }>(sql`select id, code from organization`);
  const ids = new Map(rows.map((row) => [row.code, row.id]));
  return {
    ...hub,
    checks: new CheckService(hub.work, hub.modules.subjects.subjects),
    executions: hub.modules.enforcement.executions,
    objections: hub.modules.objections.objections,
    bodies: new Map(demoOrganizations.map(({ key, code }) => [key, ids.get(code)!])),
  };
};

export const codeOf = (key: BodyKey): string => demoOrganizations.find((each) => each.key === key)!.code;

/** The hand of a body; `actor` tells two persons of it apart. */
export const as = (hub: Loop, key: BodyKey, actor = `hand-${key}`): Act => ({
  principal: hub.principal(key === 'office' ? 'OFFICE' : 'AGENCY', hub.bodies.get(key)!, actor),
  requestId: 'test',
  idempotencyKey: null,
});

/** The subject's own hand. */
export const asSubject = (hub: Loop, subjectId: number): Act => {
  const act = as(hub, 'office', `subject-${subjectId}`);
  return { ...act, principal: { ...act.principal, kind: 'SUBJECT', organizationId: null, subjectId } };
};

let companies = 0;

/** A company nobody has named yet, with a unified code whose check digits are right. */
export const newCompany = (): SubjectInput => {
  const body = `YB9${String(++companies).padStart(5, '0')}`;
  const first17 = `91410928${body}${organisationCodeCheckDigit(body)}`;
  return {
    code: first17 + unifiedCodeCheckDigit(first17),
    kind: 'LEGAL_PERSON',
    name: `样例企业${companies}`,
  };
};

let decisions = 0;

/** An admissible black entry of a new company, unless said otherwise. */
export const entryInput = (hub: Loop, changes: Partial<EntryInput> = {}): EntryInput => ({
  list: 'BLACK-MARKET',
  subject: newCompany(),
  decisionNumber: `濮县市监罚〔2026〕${++decisions}号`,
  decidedOn: addDays(today(hub.clock), -60),
  ground: '生产销售不符合安全标准的产品，情节严重',
  basis: '《市场监督管理严重违法失信名单管理办法》第五条',
  severity: 'SERIOUS',
  finality: 'FINAL',
  procedure: 'ORDINARY',
  responsiblePersons: [{ name: '样某', role: '法定代表人' }],
  ...changes,
});

export interface StoredEntry {
  id: number;
  number: string;
  subjectId: number;
  status: EntryStatus;
  objected: boolean;
  validFrom: string | null;
  validUntil: string | null;
  endReason: string | null;
  publishableFrom: string | null;
}

export const storedEntry = async ({ database }: Loop, id: number): Promise<StoredEntry> =>
  (await database.one<StoredEntry>(sql`
    select id, number, subject_id as "subjectId", status, objected, valid_from as "validFrom", valid_until as "validUntil",
      end_reason as "endReason", publishable_from as "publishableFrom"
    from list_entry where id = ${id}`))!;

/** Proposes by the credit office, whatever the list. */
export const propose = async (hub: Loop, changes: Partial<EntryInput> = {}): Promise<StoredEntry> => {
  const { entryId } = await hub.modules.lists.proposals.proposeEntry(
    as(hub, 'office', 'proposer'),
    entryInput(hub, changes),
  );
  return storedEntry(hub, entryId);
};

export const serve = async (
  hub: Loop,
  entry: string,
  { servedOn, channel }: { servedOn?: string; channel?: NoticeChannel } = {},
): Promise<void> => {
  const { colour } = (await hub.database.one<{ colour: string }>(
    sql`select colour from list_entry where number = ${entry}`,
  ))!;
  await hub.modules.enforcement.notices.serveEntryNotice(as(hub, 'office', 'server'), {
    entry,
    servedOn: servedOn ?? addDays(today(hub.clock), -30),
    channel: channel ?? (colour === 'RED' ? 'PUBLIC_ANNOUNCEMENT' : 'IN_PERSON'),
    proof: `送达回证 ${entry}`,
  });
};

/** Proposed and told long enough ago: it may be published now. */
export const publishable = async (hub: Loop, changes: Partial<EntryInput> = {}): Promise<StoredEntry> => {
  const entry = await propose(hub, changes);
  await serve(hub, entry.number);
  return storedEntry(hub, entry.id);
};

export const publish = (hub: Loop, list: string, entries: readonly string[]) =>
  hub.modules.lists.publications.publishEntries(as(hub, 'office', 'publisher'), {
    list,
    entries: [...entries],
  });

/** An entry in effect, by three hands. */
export const published = async (hub: Loop, changes: Partial<EntryInput> = {}): Promise<StoredEntry> => {
  const entry = await publishable(hub, changes);
  await publish(hub, changes.list ?? 'BLACK-MARKET', [entry.number]);
  return storedEntry(hub, entry.id);
};

export interface StoredInstruction {
  id: number;
  number: string;
  status: InstructionStatus;
  before: InstructionStatus | null;
  kind: MeasureKind;
  clauseId: number;
  agencyId: number;
  checkId: number | null;
  dueAt: string;
  endReason: string | null;
  measure: string;
  memorandum: string;
  trigger: Trigger;
  matter: Matter;
}

export const instructionsOf = ({ database }: Loop, entryId: number): Promise<StoredInstruction[]> =>
  database.rows<StoredInstruction>(sql`
    select i.id, i.number, i.status, i.status_before_suspension as before, i.kind, i.clause_id as "clauseId", i.agency_id as "agencyId",
      i.check_id as "checkId", i.due_at as "dueAt", i.end_reason as "endReason", x.code as measure, mo.number as memorandum, c.trigger, c.matter
    from instruction i join clause c on c.id = i.clause_id join measure x on x.id = i.measure_id join memorandum mo on mo.id = i.memorandum_id
    where i.entry_id = ${entryId} order by i.id`);

export const statusesOf = async (hub: Loop, entryId: number): Promise<InstructionStatus[]> =>
  (await instructionsOf(hub, entryId)).map(({ status }) => status);

/** The instruction of an entry for an agency; there has to be exactly one. */
export const instructionFor = async (
  hub: Loop,
  entryId: number,
  key: BodyKey,
  trigger: Trigger = 'ON_PUBLICATION',
): Promise<StoredInstruction> => {
  const found = (await instructionsOf(hub, entryId)).filter(
    (each) => each.agencyId === hub.bodies.get(key) && each.trigger === trigger,
  );
  if (found.length !== 1) throw new Error(`${found.length} instructions of ${key} ${trigger}`);
  return found[0]!;
};

/** A check by an agency; returns the receipt's id. */
export const check = async (
  hub: Loop,
  key: BodyKey,
  matter: Matter,
  businessNumber: string,
  ...subjects: SubjectInput[]
): Promise<number> =>
  (await hub.checks.checkSubjects(as(hub, key), { subjects, matter, businessNumber })).checkId;

export const verdictsOf = async ({ database }: Loop, checkId: number): Promise<string[]> =>
  (
    await database.rows<{ verdict: string }>(
      sql`select verdict from check_result where check_id = ${checkId} order by ordinal`,
    )
  ).map(({ verdict }) => verdict);

export const serveOn = (hub: Loop, key: BodyKey, instruction: string) =>
  hub.executions.serveNotice(as(hub, key), {
    instruction,
    servedOn: today(hub.clock),
    channel: 'IN_PERSON',
    proof: `送达回证 ${instruction}`,
    reason: '列入严重失信名单',
  });

export const apply = (hub: Loop, key: BodyKey, instruction: string) =>
  hub.executions.reportFeedback(as(hub, key), {
    instruction,
    outcome: 'APPLIED',
    appliedOn: today(hub.clock),
  });

/** Acknowledged, told, applied. */
export const carryOut = async (hub: Loop, key: BodyKey, instruction: string): Promise<void> => {
  await hub.executions.acknowledgeInstruction(as(hub, key), { instruction });
  await serveOn(hub, key, instruction);
  await apply(hub, key, instruction);
};

/** Raises an objection and returns its number. */
export const object = async (
  hub: Loop,
  target: Pick<
    RaiseObjectionInput,
    'entry' | 'record' | 'instruction' | 'check' | 'grade' | 'subject' | 'points'
  >,
  { act = as(hub, 'office', 'clerk'), ground = '认定有误', evidence = [] as string[] } = {},
): Promise<string> => {
  const { objectionId } = await hub.objections.raiseObjection(act, {
    ...target,
    ground,
    evidence,
    statement: '所述事实与本单位无关',
    channel: 'COUNTER',
  });
  const row = await hub.database.one<{ number: string }>(
    sql`select number from objection where id = ${objectionId}`,
  );
  return row!.number;
};

export const decide = (hub: Loop, objection: string, upheld: boolean) =>
  hub.modules.objections.decisions.decideObjection(as(hub, 'office', 'decider'), {
    objection,
    upheld,
    reasons: '经核查',
  });

/** The error a promise was refused with; fails when it was not, or by something else than the hub. */
export const refusal = async (work: Promise<unknown>): Promise<HubError> => {
  const outcome = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (outcome instanceof HubError) return outcome;
  throw outcome ?? new Error('It was not refused');
};

/** What was refused, for `toMatchObject`. */
export const refused = async (work: Promise<unknown>) => (await refusal(work)).extensions;

/** The extensions of an answer's first error. */
export const errorOf = (answer: Answer) => {
  const error = answer.errors?.[0];
  if (!error) throw new Error('The answer has no error');
  return error.extensions;
};

/** A measure of the county, drafted by one and published by another. */
export const publishedMeasure = async (
  hub: Loop,
  code: string,
  changes: Partial<Parameters<Loop['modules']['measures']['measures']['draftMeasure']>[1]> = {},
): Promise<void> => {
  const { measures } = hub.modules.measures;
  await measures.draftMeasure(as(hub, 'office', 'drafter'), {
    code,
    name: `措施${code}`,
    kind: 'PUNISHMENT',
    tier: 'WATCH',
    matters: ['INSPECTION', 'LICENSING'],
    basisText: '《河南省社会信用条例》第三十二条',
    basisRank: 'LOCAL_REGULATION',
    implementers: [],
    level: 'COUNTY',
    ...changes,
  });
  await measures.publishMeasure(as(hub, 'office', 'publisher'), { measure: code });
};

export interface ClauseWish {
  measure: string;
  implementer?: BodyKey;
  matter?: Matter;
  trigger?: Trigger;
  feedbackDays?: number;
}

/** Drafts a memorandum of the market bureau and the tax bureau. */
export const draftMemorandum = async (
  hub: Loop,
  number: string,
  clauses: readonly ClauseWish[],
  changes: Partial<Parameters<Loop['modules']['memoranda']['memoranda']['draftMemorandum']>[1]> = {},
): Promise<void> => {
  await hub.modules.memoranda.memoranda.draftMemorandum(as(hub, 'office', 'drafter'), {
    number,
    title: `备忘录${number}`,
    colour: 'BLACK',
    level: 'COUNTY',
    lists: ['BLACK-MARKET'],
    initiator: codeOf('market'),
    signatories: [codeOf('market'), codeOf('tax'), codeOf('services')],
    clauses: clauses.map(
      ({
        measure,
        implementer = 'tax',
        matter = 'INSPECTION',
        trigger = 'ON_PUBLICATION',
        feedbackDays = 7,
      }) => ({
        measure,
        implementer: codeOf(implementer),
        matter,
        trigger,
        feedbackDays,
        basis: '依据',
      }),
    ),
    sharingTerms: '当日推送',
    feedbackTerms: '按期反馈',
    repairPath: '修复后移出',
    effectiveFrom: today(hub.clock),
    ...changes,
  });
};

/** Signs for the parties not named as missing; the last signature brings a memorandum into force on its day. */
export const sign = async (
  hub: Loop,
  number: string,
  keys: readonly BodyKey[] = ['market', 'tax', 'services'],
) => {
  for (const key of keys)
    await hub.modules.memoranda.memoranda.signMemorandum(as(hub, key), { memorandum: number });
};

export const memorandumInForce = async (
  hub: Loop,
  number: string,
  clauses: readonly ClauseWish[],
  changes: Parameters<typeof draftMemorandum>[3] = {},
): Promise<void> => {
  await draftMemorandum(hub, number, clauses, changes);
  await sign(hub, number);
};

/** Sends a file and waits until it was worked through. */
export const importFile = async (
  hub: Loop,
  act: Act,
  content: string,
  request: { format: 'CF' | 'XK' | 'ENTRIES'; fileName?: string },
) => {
  const { imports } = hub.modules.records;
  const received = await imports.receive(act, {
    fileName: 'file.csv',
    declared: { procedure: 'ORDINARY', finality: 'FINAL' },
    ...request,
    stream: Readable.from([Buffer.from(content)]),
  });
  await imports.idle();
  return received;
};

export const count = async (hub: Loop, query: ReturnType<typeof sql>): Promise<number> =>
  (await hub.database.one<{ n: number }>(query))!.n;
