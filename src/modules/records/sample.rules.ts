import { idNumberCheckDigit } from '../../kernel/codes.js';
import { addDays } from '../../kernel/dates.js';
import type { FileFormat } from './column.rules.js';
import { templateColumns } from './column.rules.js';
import { breakRow } from './sample-faults.rules.js';
import * as words from './sample-words.rules.js';

export type { SampleAgency } from './sample-words.rules.js';
export { sampleAgencies } from './sample-words.rules.js';

export interface SampleOptions {
  seed?: number;
  /** Every second row broken, each time in another way (first row good, second broken, …). */
  broken?: boolean;
  /** For entries: the list they are for. */
  listCode?: string;
}

/** Cells by column code. */
export type SampleCells = Record<string, string>;

type Draw = (below: number) => number;

/** Invented, valid rows: the same seed gives the same rows, and row i is the same however many are asked for. */
export function* sampleRows(
  format: FileFormat,
  count: number,
  { seed = 1, broken = false, listCode = 'RED-TAX-A' }: SampleOptions = {},
): Generator<SampleCells> {
  for (let index = 0; index < count; index += 1) {
    const draw = drawer(seed, index);
    const filled = filledRow(format, index, draw, { seed, broken, listCode });
    const cells = Object.fromEntries(templateColumns(format).map(({ code }) => [code, filled[code] ?? '']));
    yield broken && index % 2 === 1 ? breakRow(format, cells, (index - 1) / 2) : cells;
  }
}

function filledRow(
  format: FileFormat,
  index: number,
  draw: Draw,
  options: Required<SampleOptions>,
): SampleCells {
  if (format === 'xk') return licence(index, draw);
  if (format === 'entries') return entry(index, draw, options.listCode);
  // Faults are about organisations unless they say otherwise, so a broken file has no persons of its own.
  return penalty(index, draw, index % 10 === 3 && !options.broken);
}

/** A natural person in every tenth row; of these every fourth by simplified procedure (Henan 13). */
function penalty(index: number, draw: Draw, person: boolean): SampleCells {
  const fitting = words.OFFENCES.filter(({ by }) => by === (person ? 'PERSON' : 'ORGANISATION'));
  const offence = fitting[draw(fitting.length)] as words.SampleOffence;
  const agency = words.sampleAgencies[offence.agency] as words.SampleAgency;
  const decidedOn = addDays('2024-01-02', draw(900));
  const yuan = offence.fineFrom + 100 * draw((offence.fineTo - offence.fineFrom) / 100 + 1);
  const confiscated = draw(8) === 0 ? 100 + draw(500_000) / 100 : 0;
  // Some are serious, so that they may be published for up to three years.
  const closed = !person && index % 8 === 2;
  return {
    ...party('CF', index, person, draw),
    CF_WSH: documentNumber(offence.mark, decidedOn, index),
    CF_WFXW: offence.violation,
    CF_SY: offence.facts,
    CF_YJ: offence.basis,
    CF_CFLB: `罚款${confiscated > 0 ? '、没收违法所得、没收非法财物' : ''}${closed ? '、责令停产停业' : ''}`,
    CF_NR: `罚款${yuan}元${confiscated > 0 ? `，没收违法所得${confiscated.toFixed(2)}元` : ''}${closed ? '，责令停产停业' : ''}。`,
    CF_NR_FK: tenThousands(yuan * 100),
    CF_NR_WFFF: confiscated > 0 ? tenThousands(Math.round(confiscated * 100)) : '',
    CF_JDRQ: decidedOn,
    CF_YXQ: '2099-12-31',
    CF_GSJZQ: addDays(decidedOn, 365 * (1 + draw(3))),
    CF_CFJG: agency.name,
    CF_CFJGDM: agency.code,
    CF_SJLY: agency.name,
    CF_SJLYDM: agency.code,
    BZ: '样例数据，纯属虚构',
    PROCEDURE: person && index % 40 === 3 ? '简易程序' : '普通程序',
    // Still open to review or litigation: taken in, but no ground for an entry (Henan 20(2)).
    FINALITY: index % 40 === 7 ? '否' : '是',
    MINOR_REMEDIED: person && index % 100 === 13 ? '是' : '否',
  };
}

function licence(index: number, draw: Draw): SampleCells {
  const kind = words.LICENCES[draw(words.LICENCES.length)] as (typeof words.LICENCES)[number];
  const agency = words.sampleAgencies[kind.agency] as words.SampleAgency;
  const decidedOn = addDays('2024-01-02', draw(900));
  return {
    ...party('XK', index, false, draw),
    XK_XKWS: kind.title,
    XK_WSH: documentNumber(kind.mark, decidedOn, index),
    XK_XKLB: '普通',
    XK_XKZS: kind.certificate,
    XK_XKBH: `YB410928${String(index + 1).padStart(6, '0')}`,
    XK_NR: kind.content,
    XK_JDRQ: decidedOn,
    XK_YXQZ: decidedOn,
    XK_YXQZI: draw(5) === 0 ? '长期' : addDays(decidedOn, 365 * 5),
    XK_XKJG: agency.name,
    XK_XKJGDM: agency.code,
    XK_LYDW: agency.name,
    XK_LYDWDM: agency.code,
    BZ: '样例数据，纯属虚构',
  };
}

function entry(index: number, draw: Draw, listCode: string): SampleCells {
  const { name, code } = company(index);
  const representative = personName(draw);
  return {
    LIST_CODE: listCode,
    XDR_MC: name,
    XDR_LB: '法人及非法人组织',
    XDR_SHXYM: code,
    DECISION_NUMBER: `濮县税信〔2026〕${index + 1}号`,
    DECIDED_ON: addDays('2026-04-20', draw(10)),
    GROUND: '上一年度纳税信用评价为A级',
    BASIS: '《纳税缴费信用管理办法》',
    SEVERITY: '一般',
    VALID_FROM: '2026-05-01',
    VALID_UNTIL: '2027-04-30',
    PROOF_URL: `https://example.org/puyang/tax-credit/2026/${index + 1}`,
    RESPONSIBLE: `${representative}(法定代表人)`,
  };
}

function party(prefix: 'CF' | 'XK', index: number, person: boolean, draw: Draw): SampleCells {
  if (person) {
    return {
      [`${prefix}_XDR_MC`]: personName(draw),
      [`${prefix}_XDR_LB`]: '自然人',
      [`${prefix}_XDR_ZJLX`]: '身份证',
      [`${prefix}_XDR_ZJHM`]: sampleIdNumber(draw),
    };
  }
  const { name, code } = company(index);
  return {
    [`${prefix}_XDR_MC`]: name,
    [`${prefix}_XDR_LB`]: '法人及非法人组织',
    [`${prefix}_XDR_SHXYM`]: code,
    [`${prefix}_FRDB`]: personName(draw),
  };
}

/** The company of a row; every seventh row is about a company that an earlier row was about. */
function company(index: number): { name: string; code: string } {
  const number = index % 7 === 6 ? Math.floor(index / 2) : index;
  let rest = number;
  const pick = (list: readonly string[]): string => {
    const word = list[rest % list.length] as string;
    rest = Math.floor(rest / list.length);
    return word;
  };
  const tradeName = pick(words.TRADE_NAME_FIRST) + pick(words.TRADE_NAME_SECOND);
  const trade = pick(words.TRADES);
  const place = rest === 0 ? '' : pick(words.TOWNS);
  const branch = rest === 0 ? '' : `第${rest + 1}`;
  // Agencies have the bodies below YB100000.
  const body = `YB${String((number % 900_000) + 100_000)}`;
  return {
    name: `濮阳县${place}样例${tradeName}${trade}${branch}有限公司`,
    code: words.sampleCode('91', body),
  };
}

function personName(draw: Draw): string {
  const { SURNAMES, GIVEN_SIGNS } = words;
  return `${SURNAMES[draw(SURNAMES.length)]}样${GIVEN_SIGNS[draw(GIVEN_SIGNS.length)]}`;
}

/** Valid by the algorithm, but of somebody born before 1911: nobody alive is registered under it. */
function sampleIdNumber(draw: Draw): string {
  const birth = addDays('1900-01-01', draw(365 * 11)).replaceAll('-', '');
  const first17 = `410928${birth}${String(draw(1000)).padStart(3, '0')}`;
  return first17 + idNumberCheckDigit(first17);
}

function documentNumber(mark: string, decidedOn: string, index: number): string {
  return `${mark}〔${decidedOn.slice(0, 4)}〕${index + 1}号`;
}

/** 万元 from fen, as the files write it: 2000 yuan is 0.2. */
function tenThousands(fen: number): string {
  const digits = String(fen).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
}

/** Numbers below a bound, from seed and row (mulberry32): plain, fast, the same on every machine. */
function drawer(seed: number, index: number): Draw {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
