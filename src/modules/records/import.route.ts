import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../kernel/clock.js';
import { today } from '../../kernel/clock.js';
import { HubError, badInput, notFound } from '../../kernel/errors.js';
import { toGlobalId } from '../../kernel/ids.js';
import { idempotencyKeyOf } from '../../kernel/idempotency-key.js';
import { pageLimit } from '../../kernel/page.js';
import type { Principal } from '../../kernel/principal.js';
import { FileTooLarge, answerRouteErrors } from '../../kernel/route-error.js';
import type { Database } from '../../db/database.js';
import { ScopedReader } from '../../db/scoped-reader.js';
import { importByNumber, rejectRows } from './import.repository.js';
import { readImportQuery, requireImporter } from './import.rules.js';
import type { ImportService } from './import.service.js';
import type { Import } from './import.types.js';

export interface ImportRouteParts {
  principalOf: (request: FastifyRequest) => Promise<Principal>;
}

interface Parts extends ImportRouteParts {
  imports: ImportService;
  database: Database;
  clock: Clock;
}

/** What a file may be sent as. Its bytes decide what it is. */
const contentTypes = [
  'text/csv',
  'application/csv',
  'application/octet-stream',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

type ByNumber = { Params: { number: string } };

/** `POST /imports`, `GET /imports/:number` and `GET /imports/:number/rejects.csv`, in a scope of their own. */
export const mountImportRoutes = (app: FastifyInstance, parts: Parts): void => {
  void app.register(async (routes) => {
    // The file streams through to disk; nothing here holds a body in memory.
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser(contentTypes, (_request, body, done) => done(null, body));
    routes.setErrorHandler(answerRouteErrors(contentTypes));
    routes.post('/imports', (request, reply) => receive(parts, request, reply));
    routes.get<ByNumber>('/imports/:number', async (request) => {
      const { row } = await findImport(parts, request);
      return statusOf(row);
    });
    routes.get<ByNumber>('/imports/:number/rejects.csv', (request, reply) =>
      sendRejects(parts, request, reply),
    );
  });
};

const receive = async (
  { principalOf, imports }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const principal = await principalOf(request);
  const asked = readImportQuery(request.query as Record<string, unknown>);
  requireImporter(principal, asked.format);
  if (Number(request.headers['content-length'] ?? 0) > imports.maxBytes)
    throw new FileTooLarge(imports.maxBytes);
  if (!(request.body instanceof Readable)) throw badInput('body', 'Send the file itself as the body.');
  const act = { principal, requestId: String(request.id), idempotencyKey: idempotencyKeyOf(request) };
  const { id, number, status } = await imports.receive(act, { ...asked, stream: request.body });
  const url = `/imports/${number}`;
  return reply
    .code(202)
    .header('location', url)
    .send({ id: toGlobalId('Import', id), number, status, url });
};

/** The same facts as `import(id)` over GraphQL, for whoever sent the file with a plain HTTP client. */
const statusOf = ({
  id,
  number,
  format,
  fileName,
  status,
  progress,
  problem,
  rejectsUrl,
  ...row
}: Import) => {
  const { rowsRead, accepted, duplicates, rejected } = row;
  const counts = { rowsRead, accepted, duplicates, rejected };
  return {
    id: toGlobalId('Import', id),
    number,
    format,
    fileName,
    status,
    progress,
    ...counts,
    problem,
    rejectsUrl,
  };
};

const findImport = async ({ principalOf, database, clock }: Parts, request: FastifyRequest<ByNumber>) => {
  const principal = await principalOf(request);
  if (principal.kind === 'PUBLIC') {
    throw new HubError('UNAUTHENTICATED', 'This needs a token. Get one at POST /oauth/token.');
  }
  const reader = new ScopedReader(database, principal, today(clock));
  const row = await importByNumber(reader, request.params.number);
  if (!row) throw notFound('The import', 'number');
  return { reader, row };
};

const sendRejects = async (
  parts: Parts,
  request: FastifyRequest<ByNumber>,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { reader, row } = await findImport(parts, request);
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="rejects-${row.number}.csv"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(rejectLines(reader, row.id)));
};

/** With a byte order mark, without which spreadsheets read it as GBK. Numbers are those of the file that was sent. */
export async function* rejectLines(reader: ScopedReader, importId: number): AsyncGenerator<string> {
  yield '\uFEFF行号,问题\r\n';
  let after: [number] | null = null;
  for (;;) {
    const rows = await rejectRows(reader, importId, { first: pageLimit, after });
    if (rows.length === 0) return;
    yield rows.map(({ row, problems }) => `${row},${quoted(problems.join('；'))}\r\n`).join('');
    if (rows.length <= pageLimit) return;
    after = [rows.at(-1)!.row];
  }
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
