import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerRouteErrors } from '../../kernel/route-error.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import { type Download, type DownloadParts, sendDownload } from '../files/download.route.js';
import { documentByNumber } from './document.repository.js';
import type { DocumentService } from './document.service.js';
import { htmlOf, paperSecurity } from './html.rules.js';

interface Parts extends DownloadParts {
  documents: DocumentService;
}

/** The reader's own viewer shows it; it loads nothing either. */
const pdfSecurity =
  "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

type ByFile = { Params: { file: string } };

/** `GET /documents/:number.html` and `.pdf`: a paper for whoever may see it. */
export const mountDocumentRoutes = (app: FastifyInstance, parts: Parts): void => {
  void app.register(async (routes) => {
    routes.setErrorHandler(answerRouteErrors());
    routes.get<ByFile>('/documents/:file', (request, reply) => send(parts, request, reply));
  });
};

const send = (parts: Parts, request: FastifyRequest<ByFile>, reply: FastifyReply): Promise<FastifyReply> => {
  const [, number = '', kind] = /^(\w[\w-]{0,39})\.(pdf|html)$/.exec(request.params.file) ?? [];
  void reply.header('content-security-policy', kind === 'pdf' ? pdfSecurity : paperSecurity);
  return sendDownload(parts, request, reply, (reader) =>
    kind === 'pdf' ? pdf(parts, reader, number, String(request.id)) : page(reader, number),
  );
};

const page = async (reader: ScopedReader, number: string): Promise<Download | null> => {
  const paper = await documentByNumber(reader, number);
  return (
    paper && {
      bytes: Buffer.from(htmlOf(number, paper.content)),
      mediaType: 'text/html; charset=utf-8',
      fileName: `${number}.html`,
      inline: true,
    }
  );
};

const pdf = async (
  { documents }: Parts,
  reader: ScopedReader,
  number: string,
  requestId: string,
): Promise<Download | null> => {
  const paper = await documentByNumber(reader, number);
  return (
    paper && {
      bytes: await documents.pdfOf(reader, paper, requestId),
      mediaType: 'application/pdf',
      fileName: `${number}.pdf`,
      inline: true,
    }
  );
};
