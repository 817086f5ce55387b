import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chart } from './draw.mjs';
import { figureOf, mediansOf, pairRatios } from './figures.mjs';
import { load } from './load.mjs';
import { names, readOptions } from './options.mjs';

describe('options of the bench', () => {
  it('takes everything when nothing is said, and less with --quick', () => {
    const [full, quick] = [readOptions([]), readOptions(['--quick'])];
    expect(full.only).toEqual(names);
    expect(full.subjects).toBe(1_000_000);
    expect(quick.rounds).toBeGreaterThanOrEqual(9);
    expect(quick.subjects).toBeLessThan(full.subjects);
    expect(readOptions(['--quick', '--subjects', '5000']).small).toBe(500);
  });

  it.each([
    [['--subjects', '5'], /--subjects must be a whole number, 1000 or more/],
    [['--rounds', '1.5'], /--rounds must be a whole number/],
    [['--only', 'w1,w9'], /there is no w9/],
    [['--fast'], /--fast/],
  ])('refuses %j', (args, problem) => {
    expect(() => readOptions(args)).toThrow(problem);
  });
});

describe('figures of the bench', () => {
  const speeds = fc.array(fc.double({ min: 0.1, max: 10_000, noNaN: true }), { minLength: 1, maxLength: 20 });

  it('compares round by round: who is as fast has 1, twice as fast 2, whatever the machine did meanwhile', () => {
    fc.assert(
      fc.property(speeds, (theirs) => {
        expect(pairRatios(theirs, theirs)).toEqual({ min: 1, median: 1, max: 1 });
        const twice = pairRatios(
          theirs.map((each) => each * 2),
          theirs,
        );
        expect(twice).toEqual({ min: 2, median: 2, max: 2 });
      }),
    );
  });

  it('gives the medians of all results by key', () => {
    const ratios = { w1_vs_raw: pairRatios([1, 9, 4], [2, 3, 2]) };
    expect(ratios.w1_vs_raw).toEqual({ min: 0.5, median: 2, max: 3 });
    expect(mediansOf([{ ratios }, { ratios: { w5_vs_raw: { min: 1, median: 1.5, max: 2 } } }])).toEqual({
      w1_vs_raw: 2,
      w5_vs_raw: 1.5,
    });
  });

  it('draws a line for each key, with a point for each run', () => {
    const runs = [
      { subjects: 100_000, ratios: { w1_vs_raw: 0.5, w1_vs_limit: 0.4 }, results: [] },
      { subjects: 10_000, ratios: { w1_vs_raw: 0.6, w1_vs_limit: 0.5 }, results: [] },
    ];
    const drawn = chart(runs, ['w1_vs_raw', 'w1_vs_limit'], 'Ratios');
    expect(drawn.match(/<polyline/g)).toHaveLength(2);
    expect(drawn.match(/<circle/g)).toHaveLength(4);
    expect(drawn).not.toContain('NaN');
  });

  it('finds figures of questions, jobs and the database, and says which is missing', () => {
    const results = [
      { name: 'w1', askers: { hub: { perSecond: 900, residentMb: 300 } } },
      { name: 'import', rows: 1000, jobs: { hub: { median: 0.5 } } },
      { name: 'size', databaseMb: 556 },
    ];
    const run = { subjects: 10, ratios: { w1_vs_raw: 0.5 }, results };
    const keys = ['w1_vs_raw', 'w1:hub:residentMb', 'import:hub:perSecond', 'size:database'];
    expect(keys.map((key) => figureOf(run, key))).toEqual([0.5, 300, 2000, 556]);
    expect(() => figureOf(run, 'w2:hub:perSecond')).toThrow('w2:hub:perSecond');
  });
});

describe('load of the bench', () => {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      if (request.url === '/chunked') response.write(body);
      response.end(request.url === '/wrong' ? '{"errors":[]}' : body);
    });
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
  });
  const ask = (path: string) =>
    load(url, () => ({ path, headers: { 'content-type': 'text/plain' }, body: '名单'.repeat(50_000) }), {
      seconds: 0.05,
      connections: 3,
    });

  it.each(['/whole', '/chunked'])('reads every answer to its end: %s', async (path) => {
    const result = await ask(path);
    expect(result.fault).toBe('');
    expect(result.answered).toBeGreaterThanOrEqual(3);
  });

  it('tells of an answer with errors', async () => {
    expect((await ask('/wrong')).fault).toContain('200 {"errors"');
  });
});
