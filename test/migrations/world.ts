import { join, raw, sql } from '../../src/kernel/sql.js';
import { postgresFault } from '../../src/db/database-error.js';
import type { Database, Transaction } from '../../src/db/database.js';
import { ownerOf } from '../support/database.js';

type Row = Record<string, unknown>;

/** What a test says otherwise about the rows of the world. */
export interface Otherwise {
  list?: Row;
  measure?: Row;
  memorandum?: Row;
  clause?: Row;
  entry?: Row;
  instruction?: Row;
  /** The memorandum does not name the list of the entry. */
  listNotNamed?: boolean;
  /** The instruction comes from a check: this one. */
  check?: Row;
}

export interface World {
  agency: number;
  otherAgency: number;
  subject: number;
  otherSubject: number;
  list: number;
  measure: number;
  memorandum: number;
  clause: number;
  entry: number;
  /** The instruction as it would be lawful, but for what the test says otherwise; not stored yet. */
  instruction: Row;
}

type Sequel = Pick<Transaction, 'rows'>;

let number = 0;
const next = (prefix: string) => `${prefix}${++number}`;

export const insert = async (to: Sequel, table: string, row: Row): Promise<number> => {
  const columns = join(Object.keys(row).map((name) => raw(`"${name}"`)));
  const values = join(Object.values(row).map((value) => sql`${value as string}`));
  const [stored] = await to.rows<{ id: number }>(
    sql`insert into ${raw(table)} (${columns}) values (${values}) returning ${raw(table === 'memorandum_list' ? 'list_id as id' : 'id')}`,
  );
  return stored!.id;
};

const organization = (to: Sequel) =>
  insert(to, 'organization', { code: next('O'), name: '单位', kind: 'AGENCY', level: 'COUNTY' });

const company = (to: Sequel) =>
  insert(to, 'subject', {
    code: next('S'),
    kind: 'LEGAL_PERSON',
    name: '样例公司',
    unified_code: next('U'),
    check_digit: 'VALID',
    created_at: '2026-01-01T00:00:00Z',
  });

export const measureRow = (row: Row = {}): Row => ({
  code: next('M'),
  name: '限制参加投标',
  kind: 'PUNISHMENT',
  tier: 'BLACK',
  matters: ['BIDDING', 'LICENSING'],
  basis_text: '招标投标法',
  basis_rank: 'LAW',
  level: 'COUNTY',
  status: 'PUBLISHED',
  drafted_by: 'drafter',
  published_by: 'publisher',
  ...row,
});

export const listRow = (keeper: number, row: Row = {}): Row => ({
  code: next('L'),
  name: '严重失信名单',
  colour: 'BLACK',
  level: 'COUNTY',
  keeper_id: keeper,
  basis: '条例',
  ...row,
});

export const entryRow = (list: number, subject: number, agency: number, row: Row = {}): Row => ({
  number: next('E'),
  list_id: list,
  colour: 'BLACK',
  subject_id: subject,
  origin: 'LOCAL',
  identified_by_id: agency,
  decision_number: next('D'),
  decided_on: '2026-01-05',
  ground: '事实',
  basis: '依据',
  severity: 'SERIOUS',
  status: 'PUBLISHED',
  notice_served_on: '2026-01-10',
  published_at: '2026-02-01T00:00:00Z',
  published_by: 'publisher',
  valid_from: '2026-02-01',
  valid_until: '2029-01-31',
  proposed_by: 'proposer',
  created_at: '2026-01-06T00:00:00Z',
  ...row,
});

export const memorandumRow = (initiator: number, row: Row = {}): Row => ({
  number: next('MOU'),
  title: '联合惩戒合作备忘录',
  colour: 'BLACK',
  level: 'COUNTY',
  initiator_id: initiator,
  status: 'DRAFT',
  sharing_terms: '共享',
  feedback_terms: '反馈',
  repair_path: '修复',
  effective_from: '2026-01-01',
  drafted_by: 'drafter',
  ...row,
});

export const clauseRow = (memorandum: number, measure: number, implementer: number, row: Row = {}): Row => ({
  memorandum_id: memorandum,
  number: 1,
  measure_id: measure,
  implementer_id: implementer,
  matter: 'BIDDING',
  trigger: 'ON_CHECK',
  basis: '依据',
  feedback_days: 10,
  ...row,
});

/** A memorandum with one clause, brought to the state asked for as nothing of it may change after the draft. */
export const addMemorandum = async (
  to: Sequel,
  {
    agency,
    measure,
    lists,
    ...row
  }: { agency: number; measure: number; lists: number[]; memorandum?: Row; clause?: Row },
): Promise<{ memorandum: number; clause: number }> => {
  const { status = 'IN_FORCE', ...rest } = row.memorandum ?? {};
  const memorandum = await insert(to, 'memorandum', memorandumRow(agency, rest));
  for (const list of lists) await insert(to, 'memorandum_list', { memorandum_id: memorandum, list_id: list });
  const clause = await insert(to, 'clause', clauseRow(memorandum, measure, agency, row.clause));
  await to.rows(sql`update memorandum set status = ${status as string} where id = ${memorandum}`);
  return { memorandum, clause };
};

/** A published entry, a published measure, a memorandum in force between them, and an instruction to be given. */
export const addWorld = async (to: Sequel, otherwise: Otherwise = {}): Promise<World> => {
  const [agency, otherAgency] = [await organization(to), await organization(to)];
  const [subject, otherSubject] = [await company(to), await company(to)];
  const list = await insert(to, 'credit_list', listRow(agency, otherwise.list));
  const measure = await insert(to, 'measure', measureRow(otherwise.measure));
  const { memorandum, clause } = await addMemorandum(to, {
    agency,
    measure,
    lists: otherwise.listNotNamed ? [] : [list],
    memorandum: otherwise.memorandum ?? {},
    clause: otherwise.clause ?? {},
  });
  const entry = await insert(
    to,
    'list_entry',
    entryRow(list, subject, agency, { colour: otherwise.list?.['colour'] ?? 'BLACK', ...otherwise.entry }),
  );
  const check = otherwise.check
    ? await insert(to, 'duty_check', {
        number: next('C'),
        agency_id: agency,
        matter: 'BIDDING',
        business_number: 'B1',
        actor: 'a',
        checked_at: '2026-03-01T00:00:00Z',
        ...otherwise.check,
      })
    : null;
  const instruction = {
    number: next('I'),
    entry_id: entry,
    subject_id: subject,
    clause_id: clause,
    measure_id: measure,
    memorandum_id: memorandum,
    agency_id: agency,
    kind: otherwise.measure?.['kind'] ?? 'PUNISHMENT',
    status: 'ISSUED',
    check_id: check,
    issued_at: '2026-03-01T02:00:00Z',
    due_at: '2026-03-15',
    ...otherwise.instruction,
  };
  return {
    agency,
    otherAgency,
    subject,
    otherSubject,
    list,
    measure,
    memorandum,
    clause,
    entry,
    instruction,
  };
};

export const noticeRow = (world: World, instruction: number): Row => ({
  number: next('N'),
  instruction_id: instruction,
  subject_id: world.subject,
  served_on: '2026-03-02',
  channel: 'IN_PERSON',
  proof: '送达回证',
  basis: '依据',
  reason: '理由',
  rights: '救济途径',
  organization_id: world.agency,
  created_at: '2026-03-02T00:00:00Z',
});

export const objectionRow = (world: World, row: Row = {}): Row => ({
  number: next('OB'),
  entry_id: world.entry,
  subject_id: world.subject,
  provider_id: world.agency,
  raised_by_actor: 'subject',
  channel: 'WEB',
  ground: '主体错误',
  statement: '不是我单位',
  evidence: [],
  status: 'SUBMITTED',
  suspends: true,
  received_at: '2026-03-05T00:00:00Z',
  due_at: '2026-03-20',
  ...row,
});

class TakenBack extends Error {}

/** What became of it: 'stored', or the constraint (or code) and message the database refused with. */
export interface Outcome {
  refused: string | null;
  message: string;
}

const outcomeOf = (error: unknown): Outcome => {
  const fault = postgresFault(error) as { code?: string; constraint?: string; message?: string } | null;
  if (!fault) throw error;
  return { refused: fault.constraint ?? fault.code ?? 'unknown', message: fault.message ?? '' };
};

/** Runs the work in a transaction to its very end: deferred constraints are asked, then everything is taken back. */
export const attempt = async (
  database: Database,
  work: (to: Sequel) => Promise<unknown>,
): Promise<Outcome> => {
  try {
    await ownerOf(database).transaction(async (transaction) => {
      await work(transaction);
      await transaction.rows(sql`set constraints all immediate`);
      throw new TakenBack();
    });
  } catch (error) {
    return error instanceof TakenBack ? { refused: null, message: '' } : outcomeOf(error);
  }
  throw new Error('the transaction was not taken back');
};

/** Runs the work in a transaction and commits it. */
export const commit = async (
  database: Database,
  work: (to: Sequel) => Promise<unknown>,
): Promise<Outcome> => {
  try {
    await ownerOf(database).transaction(work);
    return { refused: null, message: '' };
  } catch (error) {
    return outcomeOf(error);
  }
};
