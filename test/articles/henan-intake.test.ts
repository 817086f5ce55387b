import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { today } from '../../src/kernel/clock.js';
import { addDays } from '../../src/kernel/dates.js';
import { sql } from '../../src/kernel/sql.js';
import { addWorkingDays } from '../../src/kernel/working-days.js';
import { type SampleCells, sampleRows } from '../../src/modules/records/sample.rules.js';
import {
  type Loop,
  as,
  entryInput,
  importFile,
  newCompany,
  propose,
  published,
  refused,
  startLoop,
} from '../modules/lists/support.js';
import { csvOf } from '../modules/records/support.js';
import type { Ask } from '../support/hub.js';
import { ownerOf } from '../support/database.js';

/** Henan Social Credit Regulation, articles 10 to 27: what is taken in, and who may know of it. One test an article. */

let hub: Loop;
let market: Ask;
let firm: Ask;
beforeAll(async () => {
  hub = await startLoop();
  market = await hub.as('demo-agency-market');
  firm = await hub.as('demo-firm');
});
afterAll(() => hub.close());

const person = { kind: 'NATURAL_PERSON', idNumber: '11010519491231002X', name: '样某某' } as const;

/** Penalties of persons among sample rows, so many as asked for. */
const personRows = (seed: number, count: number): SampleCells[] =>
  [...sampleRows('cf', count * 10, { seed })]
    .filter(({ CF_XDR_LB }) => CF_XDR_LB === '自然人')
    .map((row, index) => ({ ...row, CF_WSH: `样罚〔2026〕${seed}-${index}号`, FINALITY: '' }));

const imported = async (rows: readonly SampleCells[]) => {
  const { id } = await importFile(hub, as(hub, 'market'), csvOf('cf', rows), { format: 'CF' });
  return (await hub.database.one<{ id: number; number: string; accepted: number; rejected: number }>(
    sql`select id, number, accepted, rejected from import where id = ${id}`,
  ))!;
};

const problemsOf = async (importId: number): Promise<string> =>
  (
    await hub.database.rows<{ problems: string[] }>(
      sql`select problems from import_reject where import_id = ${importId} order by row`,
    )
  )
    .flatMap(({ problems }) => problems)
    .join('\n');

describe('Henan 13: simplified penalties on persons, and minor ones remedied', () => {
  it('are not taken in, row by row, with the article', async () => {
    const simplified = personRows(501, 2).map((row) => ({
      ...row,
      PROCEDURE: '简易程序',
      MINOR_REMEDIED: '',
    }));
    const remedied = personRows(502, 2).map((row) => ({
      ...row,
      PROCEDURE: '普通程序',
      MINOR_REMEDIED: '是',
    }));
    for (const rows of [simplified, remedied]) {
      const { id, accepted, rejected } = await imported(rows);
      expect({ accepted, rejected }).toEqual({ accepted: 0, rejected: rows.length });
      expect(await problemsOf(id)).toContain('第十三条');
    }
  });

  it('ground no entry, but the same procedure against a company may', async () => {
    const refusedFor = (changes: object) => refused(propose(hub, { subject: person, ...changes }));
    expect(await refusedFor({ procedure: 'SIMPLIFIED' })).toMatchObject({
      code: 'INADMISSIBLE_BASIS',
      article: 'Henan 13',
    });
    expect(await refusedFor({ minorRemedied: true })).toMatchObject({ article: 'Henan 13' });
    expect((await propose(hub, { procedure: 'SIMPLIFIED' })).status).toBe('PROPOSED');
  });
});

describe('Henan 16: one key a subject', () => {
  it('an organisation is known by its unified code alone, a person by ID number and the same name', async () => {
    const company = newCompany();
    const [one, two] = [
      await propose(hub, { subject: company }),
      await propose(hub, { subject: { ...company, name: '另一名称' } }),
    ];
    expect(two.subjectId).toBe(one.subjectId);
    const listed = await propose(hub, { subject: person, list: 'BLACK-COURT' });
    const again = await propose(hub, { subject: { ...person, name: ' 样某某 ' }, list: 'BLACK-COURT' });
    expect(again.subjectId).toBe(listed.subjectId);
    expect(await refused(propose(hub, { subject: { ...person, name: '样另名' } }))).toMatchObject({
      code: 'CONFLICT',
    });
  });
});

describe('Henan 17: what is not right goes back to its provider', () => {
  it('within five working days: at once, with the row and what is wrong', async () => {
    const [good, bad] = personRows(503, 2).map((row): SampleCells => ({
      ...row,
      PROCEDURE: '普通程序',
      MINOR_REMEDIED: '',
    }));
    const { id, accepted, rejected } = await imported([good!, { ...bad!, CF_WSH: '' }]);
    expect({ accepted, rejected }).toEqual({ accepted: 1, rejected: 1 });
    expect(await problemsOf(id)).toMatch(/不能为空/);
    const { received, checked } = (await hub.database.one<{ received: string; checked: string }>(sql`
      select (created_at at time zone 'Asia/Shanghai')::date as received, (finished_at at time zone 'Asia/Shanghai')::date as checked
      from import where id = ${id}`))!;
    expect(checked <= addWorkingDays(received, 5)).toBe(true);
  });
});

describe('Henan 18: three ways of disclosure', () => {
  it('open to everybody, shared for agencies with a purpose, authorised and internal for nobody else', async () => {
    const companyRow = [...sampleRows('cf', 20, { seed: 504 })].find(
      ({ CF_XDR_LB }) => CF_XDR_LB !== '自然人',
    )!;
    const numbers: Record<string, string> = {};
    for (const disclosure of ['OPEN', 'SHARED', 'AUTHORISED', 'INTERNAL'] as const) {
      const row = {
        ...companyRow,
        CF_WSH: `样罚〔2026〕披露-${disclosure}号`,
        CF_JDRQ: addDays(today(hub.clock), -30),
        CF_GSJZQ: addDays(today(hub.clock), 60),
        FINALITY: '',
        PROCEDURE: '',
        MINOR_REMEDIED: '',
      };
      const { id } = await imported([row]);
      await hub.database.rows(
        sql`update credit_record set disclosure = ${disclosure} where import_id = ${id}`,
      );
      numbers[disclosure] = row.CF_WSH;
    }
    const sees = async (ask: Ask, purpose?: null) => {
      const seen: string[] = [];
      for (const [disclosure, documentNumber] of Object.entries(numbers)) {
        const { data } = await ask(
          'query ($n: String!) { creditRecords(filter: { documentNumber: $n }) { nodes { number } } }',
          { n: documentNumber },
          purpose === null ? { purpose } : {},
        );
        if (data.creditRecords.nodes.length > 0) seen.push(disclosure);
      }
      return seen;
    };
    const tax = await hub.as('demo-agency-tax');
    expect(await sees(hub.asPublic)).toEqual(['OPEN']);
    expect(await sees(firm)).toEqual(['OPEN']);
    expect(await sees(tax, null)).toEqual(['OPEN']);
    expect(await sees(tax)).toEqual(['OPEN', 'SHARED', 'AUTHORISED']);
  });
});

describe('Henan 20(2): a penalty still open to review or litigation', () => {
  it('is no dishonesty information and grounds nothing', async () => {
    expect(await refused(propose(hub, { finality: 'OPEN' }))).toMatchObject({
      code: 'INADMISSIBLE_BASIS',
      article: 'Henan 20(2)',
    });
    const { finality: _left, ...undeclared } = entryInput(hub);
    expect(
      await refused(hub.modules.lists.proposals.proposeEntry(as(hub, 'office'), undeclared)),
    ).toMatchObject({ article: 'Henan 20(2)' });
  });
});

describe('Henan 24: who may ask, and how far', () => {
  it('a token without the scope reads nothing of it, whatever its kind', async () => {
    const answer = await hub.asPublic('{ instructions { nodes { number } } }');
    expect(answer.errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    const { errors } = await firm('{ instructions { nodes { number } } }');
    expect(errors![0]!.extensions.code).toBe('FORBIDDEN');
  });
});

describe('Henan 25: no look beyond the purpose, no change without a trace', () => {
  it('without a purpose government reads what the public reads, and is told so', async () => {
    const { data, errors } = await market('{ objections { nodes { number } } }', {}, { purpose: null });
    expect(data?.objections ?? null).toBeNull();
    expect(errors![0]!.extensions.code).toBe('PURPOSE_REQUIRED');
  });

  it('what was written cannot be rewritten, nor its trace', async () => {
    for (const table of [
      'audit_event',
      'access_event',
      'status_change',
      'notice',
      'announcement',
      'document',
    ])
      await expect(
        ownerOf(hub.database).rows({ ...sql`select 1`, text: `delete from ${table}`, values: [] } as never),
      ).rejects.toThrow(/append-only/);
  });
});

describe('Henan 27: arrears nobody confirmed', () => {
  it('of water, power, telecom or property fees ground no entry', async () => {
    expect(await refused(propose(hub, { unconfirmedArrears: true }))).toMatchObject({
      code: 'INADMISSIBLE_BASIS',
      article: 'Henan 27',
    });
  });
});

describe('Henan 19: dishonesty information ends', () => {
  it('five years after the decision it grounds nothing', async () => {
    expect(await refused(propose(hub, { decidedOn: addDays(today(hub.clock), -1830) }))).toMatchObject({
      article: 'Henan 19',
    });
  });

  it('no entry stands longer than five years, whatever was asked for', async () => {
    const entry = await published(hub, { validUntil: addDays(today(hub.clock), 4000) });
    expect(entry.validUntil! <= addDays(today(hub.clock), 1827)).toBe(true);
  });
});
