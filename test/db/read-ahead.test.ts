import { describe, expect, it, jest } from '@jest/globals';
import { publicPrincipal } from '../../src/kernel/principal.js';
import { sql } from '../../src/kernel/sql.js';
import { byIdAhead } from '../../src/db/by-id.loader.js';
import type { Database } from '../../src/db/database.js';
import { ScopedReader } from '../../src/db/scoped-reader.js';

interface Row {
  id: number;
  subjectId: number;
}

/** A reader for an auditor of checks about the subjects 10 and 20, and what was noted and read. */
const auditing = (change: (rows: Row[]) => Row[] = (rows) => rows) => {
  const stored: Row[] = [1, 2].map((id) => ({ id, subjectId: id * 10 }));
  const rows = jest.fn(() => Promise.resolve(stored.map((row) => ({ ...row }))));
  const purpose = { matter: 'LICENSING', businessNumber: 'B-1' } as const;
  const principal = { ...publicPrincipal, kind: 'AUDITOR', purpose } as const;
  const reader = new ScopedReader({ as: () => ({ rows }) } as unknown as Database, principal, '2026-07-01');
  const noted = jest.spyOn(reader, 'note');
  const loader = byIdAhead<Row>(async (own) => change(await own.rows<Row>('Check', () => sql`select`)))(
    reader,
  );
  return { loader, noted, reads: () => rows.mock.calls.length };
};

describe('a row that was read ahead', () => {
  it('is noted when it is taken, once, and no other', async () => {
    const { loader, noted, reads } = auditing();
    await loader.ahead(sql`select`);
    expect(noted).not.toHaveBeenCalled();
    expect(await loader.load(2)).toEqual({ id: 2, subjectId: 20 });
    expect(await loader.load(2)).toEqual({ id: 2, subjectId: 20 });
    expect(noted.mock.calls).toEqual([['Check', 20]]);
    expect(reads()).toBe(1);
  });

  it('counts no more once it was cleared', async () => {
    const { loader, reads } = auditing();
    await loader.ahead(sql`select`);
    await loader.clear(1).load(1);
    expect(reads()).toBe(2);
  });

  it('is handed on as it was read, else it is not used', async () => {
    const { loader, reads } = auditing((rows) => rows.map((row) => ({ ...row })));
    expect(await loader.ahead(sql`select`)).toEqual([]);
    await loader.load(1);
    expect(reads()).toBe(2);
  });
});
