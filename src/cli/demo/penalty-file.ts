import { addDays } from '../../kernel/dates.js';
import {
  type SampleCells,
  sampleAgencies,
  sampleCode,
  sampleRows,
  templateColumns,
} from '../../modules/records/index.js';

/** A company of this run: its code was never used before. */
export interface Company {
  code: string;
  name: string;
}

/** The file of one run: six penalties that may serve, and one each that Henan 13 and 20(2) keep out. */
export interface PenaltyFile {
  csv: string;
  /** Companies of the rows that are taken in, in the order of the file. */
  companies: Company[];
  /** The company whose penalty is still open to litigation. */
  notFinal: Company;
  /** The person punished by simplified procedure. */
  person: { name: string; idNumber: string };
  /** Row numbers of the file; the heading is row 1. */
  personRow: number;
  notFinalRow: number;
}

const rows = 8;
const personIndex = 3;
const notFinalIndex = 7;

/** The market supervision bureau, which sends the file. */
const sender = sampleAgencies[1]!;

/** Invented penalties of today's run: words of the samples under companies and document numbers of this run. */
export const penaltyFile = (run: string, seed: number, today: string): PenaltyFile => {
  const sample = sampleOf(seed);
  const companies = Array.from({ length: rows }, (_, index) => companyOf(run, index));
  const table = companies.map((company, index) => ({
    ...cellsFor(sample, index),
    ...(index === personIndex ? {} : { CF_XDR_MC: company.name, CF_XDR_SHXYM: company.code }),
    CF_WSH: `濮县市监处罚〔${today.slice(0, 4)}〕演示${run}-${index + 1}号`,
    CF_JDRQ: addDays(today, -60 - index),
    CF_GSJZQ: addDays(today, 305 - index),
  }));
  const { CF_XDR_MC: name, CF_XDR_ZJHM: idNumber } = table[personIndex] as SampleCells;
  return {
    csv: csvOf(table),
    companies: companies.filter((_, index) => index !== personIndex && index !== notFinalIndex),
    notFinal: companies[notFinalIndex]!,
    person: { name: name!, idNumber: idNumber! },
    personRow: personIndex + 2,
    notFinalRow: notFinalIndex + 2,
  };
};

/** A company of this run by one sign; its body begins with YB (样本), which is issued to nobody. */
export const companyOf = (run: string, sign: number | string): Company => ({
  code: sampleCode('91', `YB${run}${sign}`),
  name: `濮阳县样例${run}${sign}号商贸有限公司`,
});

const cellsFor = (sample: readonly SampleCells[], index: number): SampleCells => {
  const isPerson = index === personIndex;
  const fits = sample.filter(
    (cells) =>
      (cells['PROCEDURE'] === '简易程序') === isPerson &&
      (cells['FINALITY'] === '否') === (index === notFinalIndex) &&
      (cells['CF_XDR_LB'] === '自然人') === isPerson,
  );
  return fits[index % fits.length]!;
};

/** Rows of the sender with every kind of row the file needs among them. */
const sampleOf = (seed: number): SampleCells[] =>
  [...sampleRows('cf', 4_000, { seed })].filter((cells) => cells['CF_CFJGDM'] === sender.code);

const csvOf = (table: readonly SampleCells[]): string => {
  const columns = templateColumns('cf');
  const lines = [
    columns.map(({ name }) => name),
    ...table.map((cells) => columns.map(({ code }) => cells[code] ?? '')),
  ];
  return `\uFEFF${lines.map((line) => `${line.map(quoted).join(',')}\r\n`).join('')}`;
};

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
