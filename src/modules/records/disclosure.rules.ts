import { systemClock, today } from '../../kernel/clock.js';
import type { Declared } from './admissibility.rules.js';
import type { ParsedSubject } from './party.rules.js';
import { readCode, readSubject } from './party.rules.js';
import type { RowCells, RowOutcome } from './row.rules.js';
import { rowCellsReader } from './row.rules.js';

export type { Declared, Inadmissible, SubjectKind } from './admissibility.rules.js';
export { inadmissible } from './admissibility.rules.js';
export type { FileFormat } from './column.rules.js';
export { missingColumns } from './column.rules.js';
export type { ParsedSubject } from './party.rules.js';
export type { CellProblem, RowOutcome } from './row.rules.js';

export interface ResponsiblePerson {
  name: string;
  role: string;
}

/** A licence or penalty as the 双公示 files tell it. Amounts are yuan with two places, dates YYYY-MM-DD. */
export interface ParsedRecord {
  kind: 'PENALTY' | 'LICENCE';
  subject: ParsedSubject;
  documentNumber: string;
  title: string;
  facts: string | null;
  basis: string | null;
  category: string | null;
  content: string | null;
  fineYuan: string | null;
  confiscatedYuan: string | null;
  decidedOn: string;
  validFrom: string | null;
  validUntil: string | null;
  publishUntil: string | null;
  authorityName: string;
  authorityCode: string | null;
  sourceName: string | null;
  sourceCode: string | null;
  responsiblePersons: ResponsiblePerson[];
  remark: string | null;
  /** The row's own word on procedure and finality, else the file's. */
  declared: Declared;
}

/** An entry proposed for a list. */
export interface ParsedEntry {
  listCode: string;
  subject: ParsedSubject;
  decisionNumber: string;
  decidedOn: string;
  ground: string;
  basis: string;
  severity: 'MINOR' | 'GENERAL' | 'SERIOUS';
  validFrom: string | null;
  validUntil: string | null;
  proofUrl: string | null;
  responsiblePersons: ResponsiblePerson[];
  declared: Declared;
}

export interface MapOptions {
  /** The registry vouches for the unified codes of this file. */
  registryConfirmed: boolean;
  /** What the provider declared for the whole file. */
  declared: Declared;
  /** Today in China; the system's when left out. */
  today?: string;
}

type Context = Required<MapOptions>;

/** Maps the rows of one penalty (cf) or licence (xk) file; whether a record may be used is `inadmissible`'s word. */
export function recordMapper(
  format: 'cf' | 'xk',
  options: MapOptions,
): (cells: Record<string, string>) => RowOutcome<ParsedRecord> {
  const read = rowCellsReader(format);
  const context: Context = { today: today(systemClock), ...options };
  const parse = format === 'cf' ? parsePenalty : parseLicence;
  return (cells) => {
    const row = read(cells);
    return row.outcome(parse(row, context));
  };
}

/** Maps the rows of one file of list entries. */
export function entryMapper(options: MapOptions): (cells: Record<string, string>) => RowOutcome<ParsedEntry> {
  const read = rowCellsReader('entries');
  const context: Context = { today: today(systemClock), ...options };
  return (cells) => {
    const row = read(cells);
    return row.outcome(parseEntry(row, context));
  };
}

function parsePenalty(row: RowCells, context: Context): ParsedRecord {
  const common = parseDecision(row, context);
  const publishUntil = row.lastDay('publishUntil');
  row.notBefore('publishUntil', publishUntil, 'decidedOn', common.decidedOn);
  row.notBefore('validUntil', common.validUntil, 'decidedOn', common.decidedOn);
  const caseName = row.text('caseName');
  const title = caseName ?? row.text('violation');
  if (title === null) row.problem('violation', '不能为空，请填写。');
  const withdrawn = row.text('withdrawn');
  const fineYuan = row.yuan('fine');
  warnOfWrongUnit(row, fineYuan);
  return {
    ...common,
    kind: 'PENALTY',
    title: title ?? '',
    facts: row.text('facts'),
    basis: row.text('basis'),
    category: joined(row.text('category'), row.text('category2'), '、'),
    content: joined(row.text('content'), withdrawn && `暂扣或吊销证照：${withdrawn}`, '；'),
    fineYuan,
    confiscatedYuan: row.yuan('confiscated'),
    publishUntil,
    declared: row.declared(context.declared),
  };
}

function parseLicence(row: RowCells, context: Context): ParsedRecord {
  const common = parseDecision(row, context);
  row.notBefore('validUntil', common.validUntil, 'validFrom', common.validFrom);
  const certificate = joined(row.text('certificate'), row.text('certificateNumber'), ' ');
  const title = row.text('title') ?? row.text('certificate');
  if (title === null) row.problem('title', '不能为空，请填写。');
  return {
    ...common,
    kind: 'LICENCE',
    title: title ?? '',
    facts: null,
    basis: null,
    category: row.text('category'),
    content: joined(row.text('content'), certificate && `许可证书：${certificate}`, '；'),
    fineYuan: null,
    confiscatedYuan: null,
    publishUntil: null,
    declared: context.declared,
  };
}

/** What penalties and licences have in common. */
function parseDecision(row: RowCells, context: Context) {
  const subject = readSubject(row, context);
  const representative = subject.kind === 'NATURAL_PERSON' ? null : row.text('representative');
  const role = subject.kind === 'SOLE_TRADER' ? '经营者' : '法定代表人';
  return {
    subject,
    documentNumber: row.identifier('documentNumber'),
    decidedOn: row.pastDate('decidedOn', context.today),
    validFrom: row.date('validFrom'),
    validUntil: row.lastDay('validUntil'),
    authorityName: row.identifier('authorityName'),
    authorityCode: readCode(row, 'authorityCode', context).code,
    sourceName: row.text('sourceName'),
    sourceCode: readCode(row, 'sourceCode', context).code,
    responsiblePersons: representative === null ? [] : [{ name: representative, role }],
    remark: row.text('remark'),
  };
}

function parseEntry(row: RowCells, context: Context): ParsedEntry {
  const subject = readSubject(row, context);
  const validFrom = row.date('validFrom');
  const validUntil = row.lastDay('validUntil');
  row.notBefore('validUntil', validUntil, 'validFrom', validFrom);
  const severities = {
    轻微: 'MINOR',
    一般: 'GENERAL',
    严重: 'SERIOUS',
    MINOR: 'MINOR',
    GENERAL: 'GENERAL',
    SERIOUS: 'SERIOUS',
  } as const;
  if (row.raw('severity') === '') row.warn('severity', '未填写，按“一般”处理。');
  return {
    listCode: row.identifier('listCode'),
    subject,
    decisionNumber: row.identifier('decisionNumber'),
    decidedOn: row.pastDate('decidedOn', context.today),
    ground: row.required('ground'),
    basis: row.required('basis'),
    severity: row.choice<ParsedEntry['severity']>('severity', severities, 'GENERAL'),
    validFrom,
    validUntil,
    proofUrl: readUrl(row),
    responsiblePersons: readResponsible(row),
    declared: row.declared(context.declared),
  };
}

/** Those answerable, as Henan 35 wants them named: 张三(法定代表人);李四(实际控制人). */
function readResponsible(row: RowCells): ResponsiblePerson[] {
  const text = row.text('responsible')?.normalize('NFKC') ?? '';
  return text
    .split(/[;、,\n]/)
    .map((part) => /^\s*([^()]+?)\s*(?:\(([^()]*)\))?\s*$/.exec(part))
    .flatMap((match) => (match?.[1] ? [{ name: match[1], role: match[2]?.trim() || '直接责任人' }] : []));
}

function readUrl(row: RowCells): string | null {
  const text = row.text('proofUrl');
  if (text === null) return null;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    row.problem('proofUrl', '不是完整网址，请以 http:// 或 https:// 开头填写。');
  }
  return text;
}

/** The trap of this column is its unit: 2000 yuan entered as 2000 would become twenty million. */
function warnOfWrongUnit(row: RowCells, fineYuan: string | null): void {
  if (fineYuan === null) return;
  const stated = /罚款(?:人民币)?\s*([\d,]+(?:\.\d+)?)\s*元/
    .exec(row.raw('content'))?.[1]
    ?.replaceAll(',', '');
  const tooLarge = Number(fineYuan) >= 10_000_000;
  if (tooLarge || (stated !== undefined && Number(stated) * 10_000 === Number(fineYuan))) {
    row.warn('fine', `单位是万元，所填合 ${fineYuan} 元，请核对是否误按元填写。`);
  }
}

function joined(first: string | null, second: string | null, separator: string): string | null {
  const parts = [first, second].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : parts.join(separator);
}
