import { it } from '@jest/globals';
import { actFor, addOrganization, openTestKit, principalFor } from '../../support/kit.js';
import { receive, sampleStream, startModule, storedImport } from './support.js';
it('bench', async () => {
  const kit = await openTestKit({}, '2026-11-23');
  const { imports } = startModule(kit);
  const act = actFor(principalFor('AGENCY', await addOrganization(kit, '11410928YB00000115', 'AGENCY')));
  const heap: number[] = [];
  imports.observe(({ rowsRead }) => { if (rowsRead % 10000 === 0) heap.push(Math.round(process.memoryUsage().rss / 1e6)); });
  const { id } = await receive(imports, act, sampleStream('cf', 100000));
  const s = performance.now();
  await imports.idle();
  console.log(heap.join(' '), performance.now() - s, await storedImport(kit, id));
  await kit.close();
}, 400000);
