import { mkdtemp, open, rmdir, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { readSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A file without a name: uploads carry ID numbers in clear, so what must lie on disk while a workbook is read is
 * gone from the folder before its first byte is written, and from the disk when the process ends, however it ends.
 */
export async function openScratchFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-import-'));
  const path = join(folder, 'scratch');
  const file = await open(path, 'wx+', 0o600);
  // Systems that keep open files in their folder refuse this; there the file stays until the system clears it.
  await unlink(path).catch(() => undefined);
  await rmdir(folder).catch(() => undefined);
  return file;
}

const PAGE_BYTES = 64 * 1024;
const PAGES_HELD = 128;

/**
 * A long list of texts kept on disk: a workbook's shared strings may be as large as the workbook. Rows refer to them
 * nearly in order, so a few pages in memory answer almost every look-up.
 */
export class TextSpool {
  private offsets = new Float64Array(1024);
  private count = 0;
  private size = 0;
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private written = 0;
  private readonly pages = new Map<number, Buffer>();

  constructor(private readonly file: FileHandle) {}

  get length(): number {
    return this.count;
  }

  /** Adds a text; `flush` must run now and then and before the first `at`. */
  push(text: string): void {
    if (this.count + 1 >= this.offsets.length) this.grow();
    const bytes = Buffer.from(text, 'utf8');
    this.pending.push(bytes);
    this.pendingBytes += bytes.length;
    this.size += bytes.length;
    this.count += 1;
    this.offsets[this.count] = this.size;
  }

  /** Writes what was added when there is enough of it, or all of it. */
  async flush(everything = false): Promise<void> {
    if (this.pendingBytes === 0 || (!everything && this.pendingBytes < PAGE_BYTES)) return;
    const bytes = Buffer.concat(this.pending, this.pendingBytes);
    this.pending = [];
    this.pendingBytes = 0;
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.file.write(bytes, done, bytes.length - done, this.written);
      done += bytesWritten;
      this.written += bytesWritten;
    }
  }

  /** The text at a place, or undefined when there is none. */
  at(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) return undefined;
    const start = this.offsets[index] as number;
    const end = this.offsets[index + 1] as number;
    const parts: Buffer[] = [];
    for (let place = start; place < end;) {
      const page = Math.floor(place / PAGE_BYTES);
      const upTo = Math.min(end, (page + 1) * PAGE_BYTES);
      parts.push(this.page(page).subarray(place - page * PAGE_BYTES, upTo - page * PAGE_BYTES));
      place = upTo;
    }
    return (parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)).toString('utf8');
  }

  private page(number: number): Buffer {
    const held = this.pages.get(number);
    if (held) return held;
    const bytes = Buffer.alloc(Math.min(PAGE_BYTES, this.written - number * PAGE_BYTES));
    for (let done = 0; done < bytes.length;) {
      const read = readSync(this.file.fd, bytes, done, bytes.length - done, number * PAGE_BYTES + done);
      if (read === 0) throw new Error('The scratch file is shorter than what was written to it');
      done += read;
    }
    // A Map keeps the order of insertion: the first page in it is the one held longest.
    if (this.pages.size >= PAGES_HELD) this.pages.delete(this.pages.keys().next().value as number);
    this.pages.set(number, bytes);
    return bytes;
  }

  private grow(): void {
    const larger = new Float64Array(this.offsets.length * 2);
    larger.set(this.offsets);
    this.offsets = larger;
  }
}
