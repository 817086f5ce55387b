import type { SAXParser, Tag } from 'sax';
import type { RawRow, ReadLimits } from './row.reader.js';
import { UnreadableFileError } from './row.reader.js';
import type { TextSpool } from './scratch.reader.js';

/** Collects the rows of a worksheet from the events of its XML; `take` hands over what is complete. */
export class SheetRows {
  private complete: RawRow[] = [];
  private row = 0;
  private column = 0;
  private values: string[] = [];
  private type = 'n';
  private text = '';
  private collecting = false;
  private inData = false;
  private phonetic = 0;

  constructor(
    parser: SAXParser,
    private readonly shared: TextSpool,
    private readonly limits: ReadLimits,
  ) {
    parser.onopentag = (tag) => this.open(local(tag.name), (tag as Tag).attributes);
    parser.ontext = (text) => this.collect(text);
    parser.oncdata = (text) => this.collect(text);
    parser.onclosetag = (name) => this.close(local(name));
  }

  take(): RawRow[] {
    const rows = this.complete;
    this.complete = [];
    return rows;
  }

  private open(name: string, attributes: Record<string, string>): void {
    if (name === 'sheetData') this.inData = true;
    if (!this.inData) return;
    if (name === 'row') this.openRow(attributes['r']);
    else if (name === 'c') this.openCell(attributes);
    else if (name === 'rPh') this.phonetic += 1;
    // <v> is a value, <t> the text of an inline string; the <f> of a formula is passed over.
    this.collecting = name === 'v' || (name === 't' && this.phonetic === 0);
  }

  private openRow(number: string | undefined): void {
    const row = number === undefined ? this.row + 1 : Number(number);
    if (!Number.isInteger(row) || row <= this.row) throw new Error('Row numbers of the sheet do not ascend');
    this.row = row;
    this.column = 0;
    this.values = [];
  }

  private openCell(attributes: Record<string, string>): void {
    const place = attributes['r'];
    this.column = place === undefined ? this.column + 1 : columnOf(place);
    this.type = attributes['t'] ?? 'n';
    this.text = '';
  }

  private collect(text: string): void {
    if (!this.collecting) return;
    this.text += text;
    if (this.text.length <= this.limits.cellLength * 2) return;
    throw new UnreadableFileError(
      `第 ${this.row} 行第 ${this.column} 列超过 ${this.limits.cellLength} 个字符，请缩短内容。`,
      this.row,
    );
  }

  private close(name: string): void {
    if (name === 'sheetData') this.inData = false;
    if (name === 'v' || name === 't') this.collecting = false;
    if (name === 'rPh') this.phonetic -= 1;
    if (!this.inData) return;
    if (name === 'c') this.closeCell();
    if (name === 'row') this.complete.push({ row: this.row, values: this.values });
  }

  private closeCell(): void {
    const value = this.value();
    // Formatting reaches far to the right of the data; only a cell with content may be beyond the limit.
    if (value === '') return;
    if (this.column > this.limits.columns) {
      throw new UnreadableFileError(
        `第 ${this.row} 行在第 ${this.column} 列还有内容，最多 ${this.limits.columns} 列，请删去多余的列。`,
        this.row,
      );
    }
    while (this.values.length < this.column - 1) this.values.push('');
    this.values[this.column - 1] = value;
  }

  private value(): string {
    if (this.text === '') return '';
    switch (this.type) {
      case 's': {
        const text = this.shared.at(Number(this.text));
        if (text === undefined) throw new Error('A cell refers to a shared string that is not there');
        return unescaped(text);
      }
      case 'inlineStr':
      case 'str':
        return unescaped(this.text);
      case 'b':
        return this.text === '1' ? '是' : '否';
      case 'n':
        return numberText(this.text);
      default:
        return this.text;
    }
  }
}

/**
 * A number as a person sees it: 0.1 is stored as 0.10000000000000001. A spreadsheet keeps 15 digits, so a longer
 * whole number (a code or ID number typed into a number cell) has lost its last ones: it stays in scientific
 * notation, by which the rules recognise it.
 */
function numberText(stored: string): string {
  const value = Number(stored);
  if (!Number.isFinite(value)) return stored;
  return Math.abs(value) >= 1e15 ? value.toExponential() : String(value);
}

/** Characters XML can't hold are written _x000D_. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** The number of a column from a place like AB12. */
function columnOf(place: string): number {
  let column = 0;
  for (const symbol of place) {
    const value = symbol.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  if (column < 1 || column > 16_384) throw new Error('A cell has no valid place');
  return column;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
