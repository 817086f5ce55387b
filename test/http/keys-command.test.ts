import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { addKey, createKeyFile } from '../../src/cli/keys.command.js';
import { keysFromFile } from '../../src/kernel/keys.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'joint-credit-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = { table: 'subject', column: 'id_number_cipher', row: 'P1' };

it.each(['created', 'of one line'])(
  'a key added to a file %s keeps the old ones, for its owner alone',
  (kind) => {
    const file = path.join(folder, kind);
    if (kind === 'created') createKeyFile(file);
    else writeFileSync(file, 'one-line-one-line-one-line-one-line\n', { mode: 0o644 });
    const before = keysFromFile(file);
    const text = before.seal('11010519491231002X', at);
    expect(addKey(file)).toBe('2');
    expect(addKey(file)).toBe('3');
    const after = keysFromFile(file);
    expect(after.current).toBe('3');
    expect(after.open(text, at)).toBe('11010519491231002X');
    expect(after.blindIndex('11010519491231002X')).toBe(before.blindIndex('11010519491231002X'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  },
);

it('two additions at once do not lose a key: the second is refused and the file stays', () => {
  const file = path.join(folder, 'held');
  createKeyFile(file);
  const before = readFileSync(file, 'utf8');
  writeFileSync(`${file}.new`, '');
  expect(() => addKey(file)).toThrow(
    /No key was added.*another "hub keys add" is at work, or one was cut off/,
  );
  expect(() => addKey(file)).toThrow(`move ${file}.new away and run the command again`);
  expect(readFileSync(file, 'utf8')).toBe(before);
  renameSync(`${file}.new`, `${file}.aside`);
  expect(addKey(file)).toBe('2');
});
