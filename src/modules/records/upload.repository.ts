import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform, finished } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { badInput } from '../../kernel/errors.js';
import type { Keys, SealedAt } from '../../kernel/keys.js';
import { FileTooLarge } from '../../kernel/route-error.js';

/** A file on disk that belongs to no import yet, or just came to one. */
export interface Upload {
  path: string;
  /** SHA-256 of what was sent. */
  readonly hash: string;
  readonly size: number;
}

const CIPHER = 'aes-256-ctr';
const HEAD_BYTES = 512;

/** A file has no number yet when its key is sealed: the place alone is bound. */
const sealedAt: SealedAt = { table: 'upload', column: 'head', row: '' };

/**
 * Files taken in, until their rows are stored. They carry ID numbers in clear (those of legal representatives among
 * them, which the hub never keeps), so on disk they are encrypted, each with its own key wrapped by the hub's; and they
 * are removed when their import is done. What a file says is checked by its rows, so no tag is kept.
 */
export class UploadRepository {
  constructor(
    private readonly folder: string,
    private readonly keys: Keys,
    private readonly maxBytes: number,
  ) {}

  /** Writes the stream to disk, hashing on the way. Nothing is left of a stream that breaks off or is too long. */
  async receive(stream: Readable): Promise<Upload> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = path.join(this.folder, `${randomBytes(12).toString('hex')}.partial`);
    const hash = createHash('sha256');
    const secret = randomBytes(48);
    const cipher = createCipheriv(CIPHER, secret.subarray(0, 32), secret.subarray(32));
    const counted = meter(this.maxBytes, hash);
    const target = createWriteStream(file, { mode: 0o600, flags: 'wx', flush: true });
    try {
      target.write(`${this.keys.seal(secret.toString('base64url'), sealedAt)}\n`);
      flow(stream, counted.transform);
      await pipeline(counted.transform, cipher, target);
      if (counted.bytes() === 0)
        throw badInput('body', 'The body is empty: send the file itself as the body.');
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
    return { path: file, hash: hash.digest('hex'), size: counted.bytes() };
  }

  /** Gives the file to an import. May be called again for the same import. */
  async keep(upload: Upload, number: string): Promise<void> {
    const target = this.pathOf(number);
    await rename(upload.path, target);
    upload.path = target;
  }

  discard(upload: Upload): Promise<void> {
    return rm(upload.path, { force: true });
  }

  remove(number: string): Promise<void> {
    return rm(this.pathOf(number), { force: true });
  }

  /** What was sent, in clear, or null when the file is not here. `onBytes` learns how much has been read. */
  async read(number: string, onBytes: (bytes: number) => void): Promise<Readable | null> {
    const head = await this.head(number);
    if (head === null) return null;
    const secret = Buffer.from(this.keys.open(head, sealedAt), 'base64url');
    const decipher = createDecipheriv(CIPHER, secret.subarray(0, 32), secret.subarray(32));
    const source = createReadStream(this.pathOf(number), { start: head.length + 1 });
    let bytes = 0;
    source.on('data', (chunk) => onBytes((bytes += chunk.length)));
    source.on('error', (error) => decipher.destroy(error));
    decipher.on('close', () => source.destroy());
    return source.pipe(decipher);
  }

  /** Removes what a crash left behind: everything that belongs to none of these imports. */
  async sweep(numbers: readonly string[]): Promise<void> {
    const wanted = new Set(numbers.map((number) => path.basename(this.pathOf(number))));
    const present = await readdir(this.folder).catch(() => []);
    for (const name of present)
      if (!wanted.has(name)) await rm(path.join(this.folder, name), { force: true });
  }

  private async head(number: string): Promise<string | null> {
    const file = await open(this.pathOf(number)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (file === null) return null;
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      const text = buffer.subarray(0, bytesRead).toString('latin1');
      return text.slice(0, text.indexOf('\n'));
    } finally {
      await file.close();
    }
  }

  private pathOf(number: string): string {
    return path.join(this.folder, `${number}.upload`);
  }
}

/** A pipe that leaves the source alone when the target fails: a request cut off could not be answered any more. */
const flow = (source: Readable, target: Transform): void => {
  finished(source, (error) => error && target.destroy(error));
  source.pipe(target);
};

/** Counts and hashes what passes; refuses more than the limit. */
const meter = (maxBytes: number, hash: ReturnType<typeof createHash>) => {
  let bytes = 0;
  const transform = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) return done(new FileTooLarge(maxBytes));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { transform, bytes: () => bytes };
};
