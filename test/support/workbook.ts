import { ZipFile } from 'yazl';

/** A zip of some texts. */
export async function zipOf(parts: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), path);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}

export interface WorkbookParts {
  /** The XML of the rows. */
  rows: string;
  /** The XML of the shared strings. */
  shared?: string;
  prefix?: string;
  /** XML before the sheets of the workbook. */
  properties?: string;
}

/** A workbook whose first sheet is hidden and whose second holds the rows; the shared strings come last. */
export function workbook({ rows, shared, prefix = '', properties = '' }: WorkbookParts): Promise<Buffer> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const namespace = prefix ? `xmlns:${prefix.slice(0, -1)}="${main}"` : `xmlns="${main}"`;
  const worksheet = (data: string): string =>
    `<?xml version="1.0"?><${prefix}worksheet ${namespace}><${prefix}sheetData>${data}</${prefix}sheetData></${prefix}worksheet>`;
  return zipOf({
    'xl/workbook.xml':
      `<?xml version="1.0"?><workbook xmlns:r="r">${properties}<sheets>` +
      '<sheet name="藏" sheetId="1" state="hidden" r:id="rId1"/><sheet name="表" sheetId="2" r:id="rId2"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/hidden.xml"/>' +
      '<Relationship Id="rId2" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/hidden.xml': worksheet(`<${prefix}row/>`),
    'xl/worksheets/sheet1.xml': worksheet(rows),
    ...(shared === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${main}">${shared}</sst>` }),
  });
}
