import { createRequire } from 'node:module';
import { type DocumentContent, type DocumentSection, chineseDay } from './content.rules.js';

const require = createRequire(import.meta.url);
const fontFile = (name: string) => require.resolve(`@expo-google-fonts/noto-sans-sc/${name}.ttf`);

/** What is used of pdfmake; its published types would bring the browser's into everything. */
interface PdfMaker {
  setFonts(fonts: object): void;
  setUrlAccessPolicy(allows: (url: string) => boolean): void;
  setLocalAccessPolicy(allows: (path: string) => boolean): void;
  createPdf(definition: object): { getBuffer(): Promise<Buffer> };
}
type Block = Record<string, unknown>;

const fonts = {
  Sans: {
    normal: fontFile('400Regular/NotoSansSC_400Regular'),
    bold: fontFile('700Bold/NotoSansSC_700Bold'),
  },
};

let made: PdfMaker | null = null;

/** Loaded with the first paper: a start is sooner without it, and a process that draws none keeps 30 MB. */
const pdfMaker = (): PdfMaker => {
  if (made) return made;
  made = require('pdfmake') as PdfMaker;
  made.setFonts(fonts);
  made.setUrlAccessPolicy(() => false);
  made.setLocalAccessPolicy((path) => Object.values(fonts.Sans).includes(path));
  return made;
};

export interface PaperToDraw {
  number: string;
  content: DocumentContent;
  createdAt: Date;
}

/** Draws a paper as PDF, A4, with its fonts in it. The same paper gives the same bytes, whenever and wherever. */
export const drawPdf = (paper: PaperToDraw): Promise<Buffer> =>
  pdfMaker().createPdf(definitionOf(paper)).getBuffer();

const definitionOf = ({ number, content, createdAt }: PaperToDraw): Block => ({
  // The moment of the paper, not of the drawing: the file's own id is made from it too.
  info: { title: drawable(content.title), creationDate: createdAt, producer: 'hub', creator: 'hub' },
  language: 'zh-CN',
  pageSize: 'A4',
  pageMargins: [62, 66, 62, 66],
  defaultStyle: { font: 'Sans', fontSize: 10.5, lineHeight: 1.35 },
  styles: {
    title: { fontSize: 16, bold: true, alignment: 'center', margin: [0, 0, 0, 10] },
    heading: { fontSize: 11.5, bold: true, margin: [0, 10, 0, 3] },
    paragraph: { leadingIndent: 21, margin: [0, 1, 0, 2] },
    cell: { fontSize: 9, lineHeight: 1.2 },
    foot: { fontSize: 8, color: '#555555' },
  },
  content: [
    { text: drawable(content.title), style: 'title' },
    { text: `编号：${number}`, alignment: 'right' },
    { text: drawable(`${content.to}：`), bold: true, margin: [0, 6, 0, 2] },
    ...content.sections.flatMap(sectionOf),
    {
      text: drawable(`${content.from}\n${chineseDay(content.dated)}`),
      alignment: 'right',
      margin: [0, 26, 0, 0],
      unbreakable: true,
    },
  ],
  ...keptWithNext(content),
  footer: (page: number, pages: number) => ({
    columns: [
      { text: number, style: 'foot' },
      { text: `第 ${page} 页，共 ${pages} 页`, style: 'foot', alignment: 'right' },
    ],
    margin: [62, 22, 62, 0],
  }),
});

interface PlacedNode {
  headlineLevel?: number;
}

/** No heading stands alone at the foot of a page. Long tables are spared the second layout this takes. */
const keptWithNext = ({ sections }: DocumentContent): Block => {
  const rows = sections.reduce((sum, { table = [] }) => sum + table.length, 0);
  if (rows > 200) return {};
  return {
    pageBreakBefore: (node: PlacedNode, others: { getFollowingNodesOnPage(): PlacedNode[] }) =>
      node.headlineLevel === 1 && others.getFollowingNodesOnPage().length === 0,
  };
};

const sectionOf = ({ heading, paragraphs = [], table }: DocumentSection): Block[] => [
  { text: drawable(heading), style: 'heading', headlineLevel: 1 },
  ...paragraphs.map((text): Block => ({ text: drawable(text), style: 'paragraph' })),
  ...(table && table.length > 0 ? [tableOf(table)] : []),
];

/** Columns share the width by how much stands in them, so that none is squeezed to nothing. */
const tableOf = (table: string[][]): Block => {
  const columns = table[0]!.length;
  const weights = Array.from({ length: columns }, (_, at) =>
    Math.min(44, Math.max(9, ...table.map((row) => breadth(row[at] ?? '')))),
  );
  const total = weights.reduce((sum, each) => sum + each, 0);
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: weights.map((each) => `${(each / total) * 100}%`),
      body: table.map((row, line) =>
        Array.from({ length: columns }, (_, at) => ({
          text: drawable(row[at] ?? ''),
          style: 'cell',
          bold: line === 0,
          fillColor: line === 0 ? '#f0f0f0' : undefined,
        })),
      ),
    },
    layout: { hLineWidth: () => 0.5, vLineWidth: () => 0.5 },
    margin: [0, 3, 0, 5],
  };
};

/** Chinese letters are twice as broad as Latin ones. */
const breadth = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1.3), 0);

/**
 * Text the fonts can draw. A character they lack, as in some rare names, is written as its code point: an empty box
 * would tell nobody which one it is. The page in HTML shows it with the reader's own fonts.
 */
export const drawable = (text: string): string =>
  [...text.toWellFormed()]
    .map((letter) => {
      if (letter === '\n') return letter;
      if (/\p{Cc}|\p{Cf}/u.test(letter)) return '';
      return covered().has(letter.codePointAt(0)!)
        ? letter
        : `[U+${letter.codePointAt(0)!.toString(16).toUpperCase()}]`;
    })
    .join('');

interface FontReader {
  provideFont(family: string, bold: boolean, italics: boolean): { font: { characterSet: number[] } };
}

let characters: Set<number> | undefined;
/** The characters both weights of the font have. */
const covered = (): Set<number> => {
  if (characters) return characters;
  const { default: PdfDocument } = require('pdfmake/js/PDFDocument.js') as {
    default: new (known: typeof fonts) => FontReader;
  };
  const reader = new PdfDocument(fonts);
  const thick = new Set(reader.provideFont('Sans', true, false).font.characterSet);
  characters = new Set(
    reader.provideFont('Sans', false, false).font.characterSet.filter((each) => thick.has(each)),
  );
  return characters;
};
