import { it } from '@jest/globals';
import { readRows } from '../../../src/modules/records/import.reader.js';
import { readBatch } from '../../../src/modules/records/batch.rules.js';
import { sampleStream } from './support.js';
it('bench', async () => {
  let s = performance.now();
  const rows = [];
  for await (const r of readRows(sampleStream('cf', 10000))) rows.push(r);
  console.log('read', performance.now() - s);
  s = performance.now();
  const d = { format: 'CF', procedure: 'ORDINARY', finality: 'FINAL', minorRemedied: false, disclosure: 'OPEN', registryConfirmed: false } as const;
  for (let i = 0; i < 10; i++) readBatch(d, rows.slice(i * 1000, i * 1000 + 1000), '2026-11-23');
  console.log('map', performance.now() - s);
});
