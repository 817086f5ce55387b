import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { idNumberCheckDigit } from '../../../src/kernel/codes.js';
import { withNewKey } from '../../../src/kernel/key-file.js';
import { Keys } from '../../../src/kernel/keys.js';
import { systemPrincipal } from '../../../src/kernel/principal.js';
import { sql } from '../../../src/kernel/sql.js';
import { keyUse, leftToRotate, rotateKeys } from '../../../src/db/key-rotation.js';
import { SubjectService } from '../../../src/modules/subjects/subject.service.js';
import { tablesHolding } from '../../support/scan.js';
import { type TestKit, actFor, openTestKit } from '../../support/kit.js';

const secret = 'key-of-the-tests-key-of-the-tests-0000';
const rotated = new Keys(withNewKey(secret, 'second-key-second-key-second-key-0000'));

let kit: TestKit;
beforeEach(async () => {
  kit = await openTestKit();
});
afterEach(() => kit.close());

const person = (serial: number) => {
  const first17 = `41010119900101${String(serial).padStart(3, '0')}`;
  const idNumber = first17 + idNumberCheckDigit(first17);
  return { kind: 'NATURAL_PERSON' as const, name: '王样甲', code: null, idNumber, codeWarning: null };
};

/** Registers the persons with these serial numbers by a hub that has these keys. */
const register = (keys: Keys, from: number, count: number) =>
  kit.work.run(actFor(systemPrincipal), 'test', null, (unit) =>
    new SubjectService(kit.database, keys, kit.clock).registerSubjects(
      unit,
      Array.from({ length: count }, (_, index) => person(from + index)),
    ),
  );

const stored = () =>
  kit.database.rows<{ id: number; code: string; idNumberCipher: string; index: string }>(
    sql`select id, code, id_number_cipher as "idNumberCipher", id_number_index as index from subject order by id`,
  );

/** That every row opens and holds the number of its index. */
const expectReadable = async (keys: Keys) => {
  const subjects = new SubjectService(kit.database, keys, kit.clock);
  for (const row of await stored()) expect(keys.blindIndex(subjects.revealIdNumber(row)!)).toBe(row.index);
};

describe('rotation', () => {
  it('brings every row under the new key while hubs write with the old and the new one', async () => {
    await register(kit.keys, 0, 30);
    const writer = async () => {
      for (let at = 100; at < 110; at++) await register(at % 2 ? rotated : kit.keys, at, 1);
    };
    await Promise.all([writer(), rotateKeys(kit.database, rotated, { batch: 3 })]);
    await rotateKeys(kit.database, rotated); // what the old hub wrote behind its back
    expect(await leftToRotate(kit.database, '2')).toBe(0);
    expect(await keyUse(kit.database)).toEqual([
      { table: 'subject', column: 'id_number_cipher', key: '2', values: 40 },
    ]);
    await expectReadable(rotated);
  });

  it('takes up where a run broke off', async () => {
    await register(kit.keys, 0, 10);
    const broken = rotateKeys(kit.database, rotated, {
      batch: 4,
      onBatch: () => Promise.reject(new Error('the process was ended')),
    });
    await expect(broken).rejects.toThrow('the process was ended');
    expect(await leftToRotate(kit.database, '2')).toBe(6);
    await expectReadable(rotated);
    expect(await rotateKeys(kit.database, rotated, { batch: 4 })).toBe(6);
    await expectReadable(rotated);
  });

  it('with a wrong key says so and changes nothing', async () => {
    await register(kit.keys, 0, 5);
    const before = await stored();
    const wrong = new Keys(withNewKey('another-key-another-key-another-key-00', secret));
    await expect(rotateKeys(kit.database, wrong)).rejects.toThrow('key 1 of the key file is not the one');
    expect(await stored()).toEqual(before);
  });
});

it('two rows whose ID numbers were swapped by SQL do not open, nor are they rotated', async () => {
  await register(kit.keys, 0, 2);
  const [one, other] = await stored();
  await kit.database.rows(sql`
    update subject set id_number_cipher = case id when ${one!.id}::bigint then ${other!.idNumberCipher} else ${one!.idNumberCipher} end`);
  const subjects = new SubjectService(kit.database, kit.keys, kit.clock);
  const before = await stored();
  for (const row of before) expect(() => subjects.revealIdNumber(row)).toThrow('changed or moved');
  await expect(rotateKeys(kit.database, rotated)).rejects.toThrow('changed or moved');
  expect(await stored()).toEqual(before);
});

it('no ID number is in any table nor in the files of the embedded database, after a rotation', async () => {
  await register(kit.keys, 0, 3);
  await rotateKeys(kit.database, rotated);
  const { embedded } = kit.database;
  const raw = embedded && Buffer.from(await (await embedded.dumpDataDir('none')).arrayBuffer());
  for (const serial of [0, 1, 2]) {
    const { idNumber, name } = person(serial);
    for (const text of [idNumber, idNumber.slice(3, 16)]) {
      expect(await tablesHolding(kit.database, text)).toEqual([]);
      expect(raw?.includes(text) ?? false).toBe(false);
    }
    expect(raw?.includes(name) ?? true).toBe(true); // the search itself can find something
  }
});
