import { it } from '@jest/globals';
import { actFor, addOrganization, openTestKit, principalFor } from '../../support/kit.js';
import { receive, sampleStream, startModule } from './support.js';
it('bench', async () => {
  const kit = await openTestKit({}, '2026-11-23');
  const { imports } = startModule(kit);
  const act = actFor(principalFor('AGENCY', await addOrganization(kit, '11410928YB00000115', 'AGENCY')));
  let last = performance.now();
  const times: number[] = [];
  let sqlTime = new Map<string, number>();
  const orig = kit.database.transaction.bind(kit.database);
  (kit.database as any).transaction = (work: any) => orig((t: any) => { const rows = t.rows; return work({ em: t.em, rows: async (q: any) => { const s = performance.now(); try { return await rows(q); } finally { const k = q.text.trim().slice(0, 40); sqlTime.set(k, (sqlTime.get(k) ?? 0) + performance.now() - s); } } }); });
  imports.observe(() => { const n = performance.now(); times.push(Math.round(n - last)); last = n; });
  await receive(imports, act, sampleStream('cf', 10000));
  await imports.idle();
  console.log(times.join(' '), JSON.stringify([...sqlTime], null, 1), process.memoryUsage().rss / 1e6);
  await kit.close();
}, 200000);
