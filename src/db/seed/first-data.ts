import { createReadStream } from 'node:fs';
import path from 'node:path';
import { addDays } from '../../kernel/dates.js';
import { today } from '../../kernel/clock.js';
import { type Principal, systemPrincipal } from '../../kernel/principal.js';
import { type Sql, sql } from '../../kernel/sql.js';
import { packageRoot } from '../../kernel/package-root.js';
import type { Modules } from '../../main.js';
import { demoPersons, demoTrader } from '../../modules/identity/index.js';
import type { Act } from '../../modules/ledger/unit.service.js';
import type { Kit } from '../../modules/module.js';
import { seedDemoClients, seedDemoOrganizations } from '../../modules/organizations/index.js';
import type { EntryInput } from '../../modules/lists/entry.types.js';
import { archivedRecord } from '../row-scope.js';
import { loadDemoMemoranda } from './load-demo-memoranda.js';
import { loadReferenceCatalogue } from './reference-catalogue.js';

/**
 * What a fresh hub holds: the reference catalogue always; in demo mode organizations, clients, memoranda and a few
 * entries besides. Each step adds only what is missing, so that a start that was cut off is finished by the next.
 */
export const loadFirstData = async (
  kit: Kit,
  modules: Modules,
  tell: (step: string) => void = () => undefined,
): Promise<void> => {
  if (kit.config.mode === 'production') {
    await loadReferenceCatalogue(kit);
    return;
  }
  const act = (principal: Principal): Act => ({ principal, requestId: 'first-data', idempotencyKey: null });
  tell('organizations 参与单位');
  const organizations = await kit.work.run(
    act(systemPrincipal),
    'seedDemoOrganizations',
    null,
    async (unit) => [...(await seedDemoOrganizations(unit))],
  );
  const ids = new Map(organizations);
  tell('measures and lists 措施与名单');
  await loadReferenceCatalogue(kit);
  tell('memoranda 合作备忘录');
  await loadDemoMemoranda(kit, modules.memoranda.memoranda);
  tell('sample files 样例数据');
  await importSamples(modules, ids, act);
  tell('entries 名单条目');
  await publishSampleEntries(kit, modules, ids, act);
  await publishCourtEntries(kit, modules, ids, act);
  tell('clients 演示客户端');
  const subjectIds = await demoSubjectIds(kit);
  await kit.work.run(act(systemPrincipal), 'seedDemoClients', null, (unit) =>
    seedDemoClients(unit, ids, subjectIds),
  );
};

type Acting = (principal: Principal) => Act;

const asOrganization = (kind: Principal['kind'], organizationId: number, actor: string): Principal => ({
  ...systemPrincipal,
  kind,
  organizationId,
  clientId: actor,
});

const importSamples = async (
  { records }: Modules,
  ids: ReadonlyMap<string, number>,
  act: Acting,
): Promise<void> => {
  const market = asOrganization('AGENCY', ids.get('market')!, 'demo-agency-market');
  const tax = asOrganization('AGENCY', ids.get('tax')!, 'demo-agency-tax');
  const declared = { procedure: 'ORDINARY', finality: 'FINAL' } as const;
  const file = (name: string) => createReadStream(path.join(packageRoot, 'samples', name));
  await records.imports.receive(act(market), {
    format: 'CF',
    fileName: 'penalties-200.csv',
    stream: file('penalties-200.csv'),
    declared,
    disclosure: 'OPEN',
  });
  await records.imports.receive(act(tax), {
    format: 'ENTRIES',
    fileName: 'red-list-50.xlsx',
    stream: file('red-list-50.xlsx'),
    declared,
  });
  await records.imports.idle();
};

/** How many black entries the demonstration starts with. */
const sampleEntries = 6;

/** Raises black entries from penalties of organisations, serves the notices and publishes them, by three hands. */
const publishSampleEntries = async (
  kit: Kit,
  modules: Modules,
  ids: ReadonlyMap<string, number>,
  act: Acting,
): Promise<void> => {
  const known = await kit.database.one<{ count: number }>(
    sql`select count(*)::int as count from list_entry e join credit_list l on l.id = e.list_id where l.code = 'BLACK-MARKET'`,
  );
  if (known!.count > 0) return;
  const market = act(asOrganization('AGENCY', ids.get('market')!, 'demo-agency-market'));
  const office = act(asOrganization('OFFICE', ids.get('office')!, 'demo-office-approver'));
  const servedOn = addDays(today(kit.clock), -30);
  const grounds = await kit.database.rows<{ number: string }>(sql`
    select min(r.number) as number from credit_record r join subject s on s.id = r.subject_id
    where s.kind = 'LEGAL_PERSON' and r.kind = 'PENALTY' and r.finality = 'FINAL' and jsonb_array_length(r.responsible_persons) > 0
      and r.decided_on <= ${servedOn}::date and not ${archivedRecord({ today: today(kit.clock) })}
    group by r.subject_id order by r.subject_id limit ${sampleEntries}`);
  const { entryIds } = await modules.lists.proposals.proposeEntries(market, {
    fromRecords: {
      list: 'BLACK-MARKET',
      records: grounds.map(({ number }) => number),
      severity: 'SERIOUS',
      ground: '违法行为性质恶劣、情节严重、社会危害较大，被列入市场监督管理严重违法失信名单（演示）',
      basis: '《市场监督管理严重违法失信名单管理办法》',
    },
  });
  await serveAndPublish(kit, modules, 'BLACK-MARKET', entryIds, { by: market, approver: office, servedOn });
};

interface Hands {
  /** Serves the notices. */
  by: Act;
  /** Publishes. */
  approver: Act;
  servedOn: string;
}

const serveAndPublish = async (
  { database }: Kit,
  { lists, enforcement }: Modules,
  list: string,
  entryIds: readonly number[],
  { by, approver, servedOn }: Hands,
): Promise<void> => {
  const entries = await database.rows<{ number: string }>(
    sql`select number from list_entry where id = any(${[...entryIds]}::bigint[]) order by id`,
  );
  for (const { number } of entries) {
    await enforcement.notices.serveEntryNotice(by, {
      entry: number,
      servedOn,
      channel: 'IN_PERSON',
      proof: `送达回证 ${number}`,
    });
  }
  const numbers = entries.map(({ number }) => number);
  if (numbers.length > 0) await lists.publications.publishEntries(approver, { list, entries: numbers });
};

/** A natural person and a sole trader on the court's list: those the demonstration signs in as (src/modules/identity). */
const publishCourtEntries = async (
  kit: Kit,
  modules: Modules,
  ids: ReadonlyMap<string, number>,
  act: Acting,
): Promise<void> => {
  const known = await kit.database.one(sql`
    select 1 as one from list_entry e join credit_list l on l.id = e.list_id where l.code = 'BLACK-COURT' limit 1`);
  if (known) return;
  const court = act(asOrganization('AGENCY', ids.get('court')!, 'demo-court'));
  const office = act(asOrganization('OFFICE', ids.get('office')!, 'demo-office-approver'));
  const servedOn = addDays(today(kit.clock), -30);
  const { person, trader } = demoPersons;
  const listed: Pick<EntryInput, 'subject' | 'responsiblePersons'>[] = [
    { subject: { kind: 'NATURAL_PERSON', idNumber: person.idNumber, name: person.name } },
    {
      subject: { kind: 'SOLE_TRADER', ...demoTrader },
      responsiblePersons: [{ name: trader.name, role: '经营者' }],
    },
  ];
  const { entryIds } = await modules.lists.proposals.proposeEntries(court, {
    entries: listed.map((each, index) => ({
      ...each,
      list: 'BLACK-COURT',
      decisionNumber: `（演示）濮县法执决〔2026〕${index + 1}号`,
      decidedOn: addDays(servedOn, -5),
      severity: 'SERIOUS',
      ground: '有履行能力而拒不履行生效法律文书确定的义务，被纳入失信被执行人名单（演示）',
      basis: '《最高人民法院关于公布失信被执行人名单信息的若干规定》第一条',
      procedure: 'ORDINARY',
      finality: 'FINAL',
    })),
  });
  await serveAndPublish(kit, modules, 'BLACK-COURT', entryIds, { by: court, approver: office, servedOn });
};

/** The subjects of demo clients: the organisation of the first black entry, and the person whom the court listed. */
const demoSubjectIds = async (kit: Kit): Promise<ReadonlyMap<string, number>> => {
  const first = (kind: Sql) =>
    kit.database.one<{ id: number }>(sql`
      select s.id from list_entry e join subject s on s.id = e.subject_id
      where e.colour = 'BLACK' and ${kind} order by e.id limit 1`);
  const found = {
    'demo-subject': await first(sql`s.kind = 'LEGAL_PERSON'`),
    'demo-person': await first(sql`s.id_number_index = ${kit.keys.blindIndex(demoPersons.person.idNumber)}`),
  };
  return new Map(
    Object.entries(found).flatMap(([clientId, row]) => (row ? [[clientId, row.id] as const] : [])),
  );
};
