import { forbiddenCell } from '../../kernel/forbidden-facts.rules.js';
import type {
  Declared,
  ParsedEntry,
  ParsedRecord,
  ResponsiblePerson,
  RowOutcome,
  SubjectKind,
} from './disclosure.rules.js';
import { entryMapper, inadmissible, recordMapper } from './disclosure.rules.js';
import type { Declaration } from './import.repository.js';
import type { ImportRow } from './import.reader.js';

/** A row that can be stored, once its subject is found. */
export interface ReadyRow<Value> {
  row: number;
  value: Value;
}

/** The rows of a batch, read: a file has records or entries, never both. */
export interface BatchReading {
  records: ReadyRow<ParsedRecord>[];
  entries: ReadyRow<ParsedEntry>[];
  /** Rows refused so far by their number, each with all its problems. */
  refusals: ReadonlyMap<number, string[]>;
}

type Readable = { declared: Declared; subject: { kind: SubjectKind } };

/** Reads the rows of a batch. A refused row goes no further: its subject is not registered either. */
export const readBatch = (
  { format, ...declaration }: Declaration,
  rows: readonly ImportRow[],
  today: string,
): BatchReading => {
  const { procedure, finality, minorRemedied, registryConfirmed } = declaration;
  const options = { declared: { procedure, finality, minorRemedied }, registryConfirmed, today };
  const refusals = new Map<number, string[]>();
  if (format === 'ENTRIES') {
    return {
      records: [],
      entries: readRows(rows, entryMapper(options), entryObjections, refusals),
      refusals,
    };
  }
  const map = recordMapper(format === 'CF' ? 'cf' : 'xk', options);
  return {
    records: readRows(rows, map, recordObjections, refusals),
    entries: [],
    refusals,
  };
};

/** Parts of a batch that were read one after the other, as one. */
export const joined = (parts: readonly BatchReading[]): BatchReading => ({
  records: parts.flatMap(({ records }) => records),
  entries: parts.flatMap(({ entries }) => entries),
  refusals: new Map(parts.flatMap(({ refusals }) => [...refusals])),
});

/**
 * Why the law keeps the row out: decisions about persons by simplified procedure and minor ones remedied are not even
 * taken in (Henan 13), penalties still open to review or litigation are no dishonesty information (Henan 20(2)), and some
 * facts about a person nobody may collect (Henan 45).
 */
const recordObjections = (record: ParsedRecord): string[] => {
  const { kind, title, category, content, facts, basis, remark, responsiblePersons } = record;
  return [
    ...(kind === 'PENALTY' ? penal(record) : []), // a licence is nothing that could be held against anybody
    ...forbidden(record, {
      名称: title,
      类别: category,
      内容: content,
      违法事实: facts,
      依据: basis,
      备注: remark,
    }),
    ...forbiddenRoles(responsiblePersons),
  ];
};

const entryObjections = (entry: ParsedEntry): string[] => [
  ...penal(entry),
  ...forbidden(entry, { 列入事由: entry.ground, 依据: entry.basis }),
  ...forbiddenRoles(entry.responsiblePersons),
];

const penal = ({ declared, subject }: Readable): string[] => {
  const reason = inadmissible(declared, subject.kind)?.reason;
  return reason === undefined ? [] : [reason];
};

/** By what each text is, as a person reads it in the file. */
const forbidden = ({ subject }: Readable, texts: Record<string, string | null>): string[] =>
  Object.entries(texts).flatMap(([name, text]) => {
    const problem = forbiddenCell(text ?? '', subject.kind === 'NATURAL_PERSON' ? 'PERSON' : 'ANYBODY');
    return problem === null ? [] : [`${name}：${problem}`];
  });

const forbiddenRoles = (persons: readonly ResponsiblePerson[]): string[] =>
  persons.flatMap(({ role }) => {
    const problem = forbiddenCell(role, 'ANYBODY');
    return problem === null ? [] : [`责任人：${problem}`];
  });

const readRows = <Value extends Readable>(
  rows: readonly ImportRow[],
  map: (cells: Record<string, string>) => RowOutcome<Value>,
  objections: (value: Value) => string[],
  refusals: Map<number, string[]>,
): ReadyRow<Value>[] =>
  rows.flatMap(({ row, cells }) => {
    const problems = Object.values(cells).every(isStorable) ? null : UNSTORABLE;
    const outcome = problems ? null : map(cells);
    const refusal = problems ?? problemsOf(outcome, objections);
    if (refusal) refusals.set(row, refusal);
    return refusal || !outcome?.ok ? [] : [{ row, value: outcome.value }];
  });

const problemsOf = <Value>(
  outcome: RowOutcome<Value> | null,
  objections: (value: Value) => string[],
): string[] | null => {
  if (!outcome) return null;
  if (!outcome.ok) return outcome.problems.map(({ column, problem }) => `${column}：${problem}`);
  const reasons = objections(outcome.value);
  return reasons.length === 0 ? null : reasons;
};

/** Text the database cannot hold: a zero byte, or half a character. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const UNSTORABLE = ['整行：含有无法保存的字符（零字节或残缺的字符），请在原系统中重新导出。'];
