import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { badInput } from '../../kernel/errors.js';
import { idempotencyKeyOf } from '../../kernel/idempotency-key.js';
import { FileTooLarge, answerRouteErrors } from '../../kernel/route-error.js';
import { type DownloadParts, sendDownload } from './download.route.js';
import { sealedByNumber } from './file.repository.js';
import { allowedMediaTypes, largestFile, requireSender } from './file.rules.js';
import type { FileService } from './file.service.js';

interface Parts extends DownloadParts {
  files: FileService;
}

/** What a file may be sent as. Its bytes decide what it is. */
const contentTypes = [...allowedMediaTypes, 'application/octet-stream'];

/** `POST /files` takes evidence in, `GET /files/:number` gives it to whoever sees what it is attached to. */
export const mountFileRoutes = (app: FastifyInstance, parts: Parts): void => {
  void app.register(async (routes) => {
    // Who sends is known before a byte of the body is held.
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser(contentTypes, (_request, body, done) => done(null, body));
    routes.setErrorHandler(answerRouteErrors(contentTypes));
    routes.post('/files', (request, reply) => receive(parts, request, reply));
    routes.get<{ Params: { number: string } }>('/files/:number', (request, reply) =>
      sendDownload(parts, request, reply, async (reader) => {
        const sealed = await sealedByNumber(reader, request.params.number);
        if (!sealed) return null;
        const { mediaType, name: fileName } = sealed;
        return { bytes: parts.files.reveal(sealed), mediaType, fileName, inline: false };
      }),
    );
  });
};

const receive = async (
  { principalOf, files }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const principal = await principalOf(request);
  requireSender(principal);
  const { name } = request.query as { name?: unknown };
  if (Number(request.headers['content-length'] ?? 0) > largestFile) throw new FileTooLarge(largestFile);
  if (!(request.body instanceof Readable)) throw badInput('body', 'Send the file itself as the body.');
  const content = await wholeOf(request.body);
  const act = { principal, requestId: String(request.id), idempotencyKey: idempotencyKeyOf(request) };
  const stored = await files.takeIn(act, content, typeof name === 'string' ? name : undefined);
  const { number, hash, mediaType } = stored;
  return reply
    .code(201)
    .header('location', `/files/${number}`)
    .send({ number, hash, mediaType, size: content.length });
};

/** The body, as far as it is no longer than a file may be. The stream is left open for the answer. */
const wholeOf = async (body: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestFile) throw new FileTooLarge(largestFile);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
