import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import { type Ask, type TestHub, startTestHub } from '../support/hub.js';
import { unifiedCode } from './support/codes.js';
import { done, entry, propose, publish, serve } from './support/steps.js';
import { everybody } from './support/world.js';

const code = unifiedCode('YB0022Q1');
let hub: TestHub;
let office: Ask;
let services: Ask;
beforeAll(async () => {
  hub = await startTestHub();
  const [anOffice, approver, market, , aServices] = await everybody(hub);
  [office, services] = [anOffice, aServices];
  const subject = { code, kind: 'LEGAL_PERSON', name: '濮阳县样例任务商贸有限公司' };
  const number = await propose(market, {
    ...entry('BLACK-MARKET', '虚假宣传', 'N-1', subject),
    responsiblePersons: [{ name: '某某', role: '法定代表人' }],
  });
  await serve(market, number, 'proof');
  await publish(approver, 'BLACK-MARKET', [number]);
}, 120_000);
afterAll(() => hub.close());

const check = (business: string) =>
  done(
    services(`mutation { checkSubjects(input: { matter: LICENSING, businessNumber: "${business}",
      subjects: [{ code: "${code}" }] }) { check { number } } }`),
  );

/** What an asker is told to be due, and by which instruction. */
const toldTo = async (ask: Ask): Promise<Record<string, string | null>> => {
  const { subject } = await done(
    ask(`{ subject(code: "${code}") { entries { measures {
      memorandum { number } clause { number } instruction { number } } } } }`),
  );
  return Object.fromEntries(
    subject.entries
      .flatMap(({ measures }: any) => measures)
      .map(({ memorandum, clause, instruction }: any) => [
        `${memorandum.number}/${clause.number}`,
        instruction?.number ?? null,
      ]),
  );
};

/** The instructions of the checking agency by clause, the oldest first. */
const issued = () =>
  hub.database.rows<{ clause: string; numbers: string[] }>(sql`
    select mo.number || '/' || c.number as clause, array_agg(i.number::text order by i.id) as numbers
    from instruction i join clause c on c.id = i.clause_id join memorandum mo on mo.id = c.memorandum_id
    join subject s on s.id = i.subject_id
    where s.code = ${code} and i.agency_id = (select organization_id from client where client_id = 'demo-agency-services')
    group by 1`);

it('an agency is told its newest instruction for what is due, and the look is on record', async () => {
  const before = await toldTo(services);
  await check('NEWEST-1');
  await check('NEWEST-2');
  const own = await issued();
  expect(own.some(({ numbers }) => numbers.length === 2)).toBe(true);
  const looked = await hub.database.one<{ position: number }>(
    sql`select coalesce(max(id), 0) as position from access_event`,
  );
  const told = await toldTo(services);
  expect(Object.keys(told).toSorted()).toEqual(Object.keys(before).toSorted());
  for (const { clause, numbers } of own) expect(told[clause]).toBe(numbers.at(-1));
  const others = Object.keys(told).filter((each) => !own.some(({ clause }) => clause === each));
  for (const clause of others) expect(told[clause]).toBeNull();
  const seen = await hub.database.rows<{ datasets: string[] }>(
    sql`select datasets from access_event where id > ${looked!.position}`,
  );
  expect(seen.flatMap(({ datasets }) => datasets)).toContain('Instruction');
});

it('nobody else is told of instructions there', async () => {
  for (const ask of [office, hub.asPublic]) {
    const told = Object.values(await toldTo(ask));
    expect(told.length).toBeGreaterThan(0);
    expect(told.every((number) => number === null)).toBe(true);
  }
});
