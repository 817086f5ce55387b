import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import { playDemo, stories } from '../../src/cli/demo.command.js';
import { missingInOrder } from '../../src/cli/demo/ledger.chapter.js';
import { Story } from '../../src/cli/demo/story.js';
import { type TestHub, startTestHub } from '../support/hub.js';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
}, 180_000);

afterAll(() => hub.close());

const told: string[] = [];
const play = () => playDemo(hub.url, (line) => told.push(line));

describe('hub demo', () => {
  test('tells the whole loop, again and again, and every step reads back as it should', async () => {
    for (const time of ['first', 'second']) {
      const story = await play();
      expect({ time, mismatches: story.mismatches }).toEqual({ time, mismatches: [] });
      expect(story.passed).toBeGreaterThan(100);
    }
    expect(told.at(-1)).toMatch(/^全部 \d+ 项核对通过/);
  }, 180_000);

  test('tells the three stories of rights, again and again', async () => {
    for (const time of ['first', 'second']) {
      const story = await playDemo(hub.url, (line) => told.push(line), stories.rights);
      expect({ time, mismatches: story.mismatches }).toEqual({ time, mismatches: [] });
      expect(story.passed).toBeGreaterThanOrEqual(35);
    }
    const refusals = told.filter((line) => line.startsWith('  ✓ 被拒绝')).join('\n');
    for (const code of ['ILLEGAL_TRANSITION (Henan 41)', 'CONDITIONS_NOT_MET (Henan 43)'])
      expect(refusals).toContain(code);
  }, 180_000);

  test('shows every refusal the law asks for', () => {
    const refusals = told.filter((line) => line.startsWith('  ✓ 被拒绝')).join('\n');
    for (const code of [
      'NOTICE_MISSING (Henan 28)',
      'NOTICE_MISSING (Policy 三(二))',
      'SEPARATION_OF_DUTIES',
      'MEASURE_NOT_PUBLISHED (Policy 四(三))',
      'INADMISSIBLE_BASIS (Henan 34)',
      'NOT_PROPORTIONATE (Henan 34)',
      'ILLEGAL_TRANSITION (Policy 五(三))',
    ]) {
      expect(refusals).toContain(code);
    }
    const kept = told.filter((line) => line.startsWith('  ✓'));
    for (const article of ['Henan 13', 'Henan 20(2)', 'Henan 33'])
      expect(kept.some((line) => line.includes(article))).toBe(true);
  });

  test('says a mismatch and keeps it', () => {
    const lines: string[] = [];
    const story = new Story((line) => lines.push(line));
    story.same('读回状态', 'PUBLISHED', 'SUSPENDED');
    story.same('读回状态', ['PUBLISHED'], ['PUBLISHED']);
    story.holds('序号连续', false);
    expect(story.mismatches).toHaveLength(2);
    expect(story.passed).toBe(1);
    expect(lines[0]).toContain('✗ 读回状态：实为 got PUBLISHED，应为 expected SUSPENDED');
  });

  test('finds what is missing in the feed, or out of order', () => {
    expect(missingInOrder(['a', 'x', 'b', 'c'], ['a', 'b', 'c'])).toEqual([]);
    expect(missingInOrder(['b', 'a'], ['a', 'b'])).toEqual(['b']);
    expect(missingInOrder(['a'], ['a', 'a'])).toEqual(['a']);
  });

  test('needs a running hub', async () => {
    await expect(playDemo('http://127.0.0.1:9', () => undefined)).rejects.toThrow(
      'No hub answers at http://127.0.0.1:9',
    );
  });

  test('needs demo mode', async () => {
    // What a hub without demo clients answers: nobody of this name may sign in.
    await hub.database.rows(sql`update client set status = 'REVOKED' where demo`);
    await expect(play()).rejects.toThrow('has no demo clients');
  });
});
