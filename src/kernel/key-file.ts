/** The secrets of a key file. */
export interface KeyRing {
  /** The newest key: the one with the highest id. */
  current: string;
  secrets: ReadonlyMap<string, string>;
  /** Indexes and keyed hashes come from this one; it stays when keys are rotated. */
  index: string;
}

const SHORTEST = 32;
const LINE = /^(\d{1,9}|index)[ \t]+(\S+)$/;

/** Lines of `<id> <secret>` with one `index <secret>`; a text without such lines is one secret: key 1, and index. */
export const parseKeys = (text: string): KeyRing => {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  if (!lines.some((line) => LINE.test(line))) {
    const secret = longEnough(text.trim());
    return { current: '1', secrets: new Map([['1', secret]]), index: secret };
  }
  const found = new Map<string, string>();
  for (const [at, line] of lines.entries()) {
    const [, id, secret] = LINE.exec(line) ?? [];
    if (id === undefined || secret === undefined)
      throw new Error(`Line ${at + 1} of the key file is neither "<id> <secret>" nor "index <secret>".`);
    if (found.has(id)) throw new Error(`The key file holds the key ${id} twice.`);
    found.set(id, longEnough(secret));
  }
  const index = found.get('index');
  if (index === undefined) throw new Error('The key file has no line "index <secret>".');
  found.delete('index');
  const current = newest(found);
  if (current === undefined) throw new Error('The key file has no line "<id> <secret>".');
  return { current, secrets: found, index };
};

/** The text of a key file with one more key, which is the current one from then on. */
export const withNewKey = (text: string, secret: string): string => {
  const { current, secrets, index } = parseKeys(text);
  if (/\s/.test(index))
    throw new Error('A secret with blanks in it cannot stand beside others in a key file.');
  const all = [['index', index], ...secrets, [String(Number(current) + 1), longEnough(secret)]];
  return all.map(([id, each]) => `${id} ${each}\n`).join('');
};

const newest = (secrets: ReadonlyMap<string, string>): string | undefined =>
  [...secrets.keys()].sort((one, other) => Number(other) - Number(one))[0];

const longEnough = (secret: string): string => {
  if (secret.length < SHORTEST) throw new Error(`The key must have at least ${SHORTEST} characters.`);
  return secret;
};
