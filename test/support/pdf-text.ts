import { inflateSync } from 'node:zlib';

interface PdfObject {
  head: string;
  stream: Buffer | null;
}

/**
 * The text of a PDF as a reader would copy it, page by page: glyphs through the ToUnicode maps of the embedded fonts.
 * Reads what the hub writes (whole objects, Identity-H, bfrange), not every PDF there is.
 */
export const textOfPdf = (pdf: Buffer): { pages: string[]; fontFiles: number } => {
  const objects = objectsOf(pdf);
  const fonts = new Map<number, string[]>();
  let fontFiles = 0;
  for (const [id, { head }] of objects) {
    if (head.includes('/FontFile2')) fontFiles++;
    const map = /\/ToUnicode (\d+) 0 R/.exec(head);
    if (map) fonts.set(id, lettersOf(inflated(objects.get(Number(map[1]))!)));
  }
  const kids = /\/Kids \[([^\]]*)\]/.exec(
    [...objects.values()].find(({ head }) => head.includes('/Kids'))!.head,
  )!;
  const pages = [...kids[1]!.matchAll(/(\d+) 0 R/g)].map(([, id]) => pageText(objects, fonts, Number(id)));
  return { pages, fontFiles };
};

const objectsOf = (pdf: Buffer): Map<number, PdfObject> => {
  const text = pdf.toString('latin1');
  const objects = new Map<number, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length;
    const [stream, end] = [text.indexOf('stream\n', start), text.indexOf('endobj', start)];
    const hasStream = stream !== -1 && stream < end;
    const head = text.slice(start, hasStream ? stream : end);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const body = hasStream ? pdf.subarray(stream + 7, stream + 7 + length) : null;
    objects.set(Number(match[1]), { head, stream: body });
  }
  return objects;
};

const inflated = ({ stream }: PdfObject): string => inflateSync(stream!).toString('latin1');

/** Glyph number → text. */
const lettersOf = (cmap: string): string[] => {
  const letters: string[] = [];
  for (const [, first, list] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    let glyph = parseInt(first!, 16);
    for (const [, hex] of list!.matchAll(/<([0-9a-f ]*)>/g))
      letters[glyph++] = Buffer.from(hex!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le');
  }
  return letters;
};

const pageText = (objects: Map<number, PdfObject>, fonts: Map<number, string[]>, id: number): string => {
  const { head } = objects.get(id)!;
  const reference = (name: string) => Number(new RegExp(`/${name} (\\d+) 0 R`).exec(head)![1]);
  const names = new Map(
    [...objects.get(reference('Resources'))!.head.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, font]) => [
      name!,
      fonts.get(Number(font))!,
    ]),
  );
  let letters: string[] = [];
  let text = '';
  for (const [, font, shown] of inflated(objects.get(reference('Contents'))!).matchAll(
    /\/(F\d+) [\d.]+ Tf|\[(<[^\]]*)\] TJ/g,
  )) {
    if (font) letters = names.get(font)!;
    for (const [, hex] of (shown ?? '').matchAll(/<([0-9a-f]+)>/g))
      for (const glyph of hex!.match(/.{4}/g)!) text += letters[parseInt(glyph, 16)] ?? '\ufffd';
  }
  return text;
};
