import { createReadStream } from 'node:fs';
import path from 'node:path';
import { addDays } from '../../kernel/dates.js';
import { today } from '../../kernel/clock.js';
import { type Principal, systemPrincipal } from '../../kernel/principal.js';
import { sql } from '../../kernel/sql.js';
import { archivedRecord } from '../row-scope.js';
import { packageRoot } from '../../kernel/package-root.js';
import type { Modules } from '../../main.js';
import type { Act } from '../../modules/ledger/unit.service.js';
import type { Kit } from '../../modules/module.js';
import { seedDemoClients, seedDemoOrganizations } from '../../modules/organizations/index.js';
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
  tell('clients 演示客户端');
  const subjectId = await demoSubjectId(kit);
  await kit.work.run(act(systemPrincipal), 'seedDemoClients', null, (unit) =>
    seedDemoClients(unit, ids, subjectId),
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
  { lists, enforcement }: Modules,
  ids: ReadonlyMap<string, number>,
  act: Acting,
): Promise<void> => {
  const known = await kit.database.one<{ count: number }>(
    sql`select count(*)::int as count from list_entry where colour = 'BLACK'`,
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
  const { entryIds } = await lists.proposals.proposeEntries(market, {
    fromRecords: {
      list: 'BLACK-MARKET',
      records: grounds.map(({ number }) => number),
      severity: 'SERIOUS',
      ground: '违法行为性质恶劣、情节严重、社会危害较大，被列入市场监督管理严重违法失信名单（演示）',
      basis: '《市场监督管理严重违法失信名单管理办法》',
    },
  });
  const entries = await kit.database.rows<{ number: string }>(
    sql`select number from list_entry where id = any(${entryIds}::bigint[]) order by id`,
  );
  for (const { number } of entries) {
    await enforcement.notices.serveEntryNotice(market, {
      entry: number,
      servedOn,
      channel: 'IN_PERSON',
      proof: `送达回证 ${number}`,
    });
  }
  if (entries.length > 0)
    await lists.publications.publishEntries(office, {
      list: 'BLACK-MARKET',
      entries: entries.map(({ number }) => number),
    });
};

/** The demo subject is the organisation of the first black entry: it has something to see and to object to. */
const demoSubjectId = async (kit: Kit): Promise<number | null> =>
  (
    await kit.database.one<{ id: number }>(sql`
    select subject_id as id from list_entry where colour = 'BLACK' order by id limit 1`)
  )?.id ?? null;
