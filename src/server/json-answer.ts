/** A list longer than this is written in slices of it. */
const short = 16;
/** How many objects deep such lists are looked for: a page of a list stands within its connection. */
const deep = 4;

/**
 * An answer as JSON, with the line break that ends it. Long lists are written slice by slice: as one text an answer of a
 * megabyte takes several times as long, and is turned into bytes twice.
 */
export const jsonOf = (answer: object): string | Buffer => {
  if (!holdsLongList(answer, deep)) return `${JSON.stringify(answer)}\n`;
  const parts: Buffer[] = [];
  write(answer, deep, (text) => parts.push(Buffer.from(text)));
  parts.push(Buffer.from('\n'));
  return Buffer.concat(parts);
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const holdsLongList = (value: unknown, levels: number): boolean => {
  if (!isObject(value)) return false;
  if (Array.isArray(value)) return value.length > short;
  return levels > 0 && Object.values(value).some((each) => holdsLongList(each, levels - 1));
};

const write = (value: object, levels: number, out: (text: string) => void): void => {
  let before = Array.isArray(value) ? '[' : '{';
  if (Array.isArray(value)) {
    for (let from = 0; from < value.length; from += short) {
      out(before + JSON.stringify(value.slice(from, from + short)).slice(1, -1)); // without its brackets
      before = ',';
    }
    out(']');
    return;
  }
  for (const [key, each] of Object.entries(value) as [string, unknown][]) {
    if (each === undefined) continue;
    before += `${JSON.stringify(key)}:`;
    if (holdsLongList(each, levels - 1)) {
      out(before);
      write(each as object, levels - 1, out);
    } else out(before + JSON.stringify(each));
    before = ',';
  }
  out('}');
};
