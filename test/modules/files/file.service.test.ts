import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from '../../../src/kernel/sql.js';
import { largestFile, readFileName } from '../../../src/modules/files/file.rules.js';
import { FileService } from '../../../src/modules/files/file.service.js';
import type { Act, Unit } from '../../../src/modules/ledger/unit.service.js';
import { refused } from '../lists/support.js';
import { type TestKit, actFor, addOrganization, openTestKit, principalFor } from '../../support/kit.js';
import { clearDue } from '../../support/retention.js';

const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);
const marker = '证明材料-marker-7f3a';

let kit: TestKit;
let files: FileService;
let sender: Act;
let other: Act;

beforeAll(async () => {
  kit = await openTestKit();
  files = new FileService(kit.work, kit.keys);
  const organization = await addOrganization(kit, '11410928YB00000001', 'AGENCY');
  sender = actFor(principalFor('AGENCY', organization, { clientId: 'one' }));
  other = actFor(principalFor('AGENCY', organization, { clientId: 'other' }));
});
afterAll(() => kit.close());

const attach = (act: Act, numbers: string[], targetId = 1) =>
  kit.work.run(act, 'test', null, (unit: Unit) =>
    files.attach(unit, numbers, { target: 'Objection', targetId }, 'input.files'),
  );

const content = async (hash: string) =>
  files.reveal(
    (await kit.database.one<{ content: Uint8Array; wrappedKey: string; hash: string }>(
      sql`select content, wrapped_key as "wrappedKey", hash from file where hash = ${hash}`,
    ))!,
  );

describe('a file taken in', () => {
  it('is kept by its hash, once for the same content, and comes back as it was', async () => {
    const body = pdf(marker);
    const one = await files.takeIn(sender, body, '凭证.pdf');
    const two = await files.takeIn(other, body, '同一凭证.pdf');
    expect(one.hash).toBe(createHash('sha256').update(body).digest('hex'));
    expect(two.hash).toBe(one.hash);
    expect(two.number).not.toBe(one.number);
    const rows = await kit.database.rows(sql`select 1 as one from file where hash = ${one.hash}`);
    expect(rows.length).toBe(1);
    expect((await content(one.hash)).equals(body)).toBe(true);
  });

  it('is encrypted: its content stands nowhere in the table', async () => {
    const { hash } = await files.takeIn(sender, pdf(marker), 'a.pdf');
    const { content: kept } = (await kit.database.one<{ content: Uint8Array }>(
      sql`select content from file where hash = ${hash}`,
    ))!;
    expect(Buffer.from(kept).includes(Buffer.from(marker))).toBe(false);
  });

  it('changed in the database is not shown', async () => {
    const { hash } = await files.takeIn(sender, pdf('to be changed'), 'a.pdf');
    await kit.database.rows(
      sql`update file set content = set_byte(content, length(content) - 1, (get_byte(content, length(content) - 1) + 1) % 256) where hash = ${hash}`,
    );
    await expect(content(hash)).rejects.toThrow();
  });

  it.each([
    ['an executable named as a picture', Buffer.from('MZ\x90\x00\x03'), 'photo.png', 'body'],
    ['plain text', Buffer.from('only text'), 'a.txt', 'body'],
    ['nothing', Buffer.alloc(0), 'a.pdf', 'body'],
    ['too much', Buffer.concat([pdf('x'), Buffer.alloc(largestFile)]), 'a.pdf', 'body'],
    ['no name', pdf('x'), ' ', 'name'],
    ['a name with an ID number', pdf('x'), '11010519491231002X.pdf', 'name'],
  ])('is refused: %s', async (_, body, name, field) => {
    expect(await refused(files.takeIn(sender, body, name))).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('keeps of its name no path and no control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        try {
          expect(readFileName(text)).toMatch(/^[^\p{Cc}\p{Cf}\\/]+$/u);
        } catch (error) {
          expect((error as Error).name).toBe('HubError');
        }
      }),
    );
  });
});

describe('attaching', () => {
  it('is for the hand that sent it, once', async () => {
    const { number, hash } = await files.takeIn(sender, pdf('attach'), 'a.pdf');
    expect(await refused(attach(other, [number]))).toMatchObject({ code: 'NOT_FOUND', field: 'input.files' });
    expect(await attach(sender, [number])).toEqual([hash]);
    expect(await refused(attach(sender, [number], 2))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('attaches all or none', async () => {
    const { number } = await files.takeIn(sender, pdf('all or none'), 'a.pdf');
    expect(await refused(attach(sender, [number, 'F20260316-NOTTHERE']))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await attach(sender, [number])).toHaveLength(1);
  });

  it('what nobody attached goes after a week, what is attached stays', async () => {
    const waiting = await files.takeIn(sender, pdf('waiting'), 'a.pdf');
    const kept = await files.takeIn(sender, pdf('kept'), 'b.pdf');
    await attach(sender, [kept.number], 3);
    kit.clock.advance({ days: 8 });
    await clearDue(kit);
    const left = await kit.database.rows<{ hash: string }>(
      sql`select hash from file where hash in (${waiting.hash}, ${kept.hash})`,
    );
    expect(left.map(({ hash }) => hash)).toEqual([kept.hash]);
  });
});
