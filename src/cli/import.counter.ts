import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { today } from '../kernel/clock.js';
import { systemPrincipal } from '../kernel/principal.js';
import { ScopedReader } from '../db/scoped-reader.js';
import { type ImportQuery, importByNumber, rejectLines } from '../modules/records/index.js';
import { CommandError } from './failure.js';
import type { HubApi } from './hub-api.js';
import { commandAct } from './organization.command.js';
import type { Local } from './way.js';

/** How far an import got. */
export interface ImportState {
  status: string;
  progress: number | null;
  rowsRead: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  problem: string | null;
}

/** Where a file is handed in: at a running hub, or at the database. */
export interface ImportCounter {
  /** Hands the file in and returns the number of its import. */
  receive(file: Readable): Promise<string>;
  state(number: string): Promise<ImportState>;
  rejects(number: string): Promise<Readable>;
}

export const counterThroughApi = (api: HubApi, query: Record<string, string>): ImportCounter => ({
  receive: async (file) => {
    const answer = await api.send(`/imports?${new URLSearchParams(query).toString()}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: Readable.toWeb(file) as unknown as NonNullable<RequestInit['body']>,
      duplex: 'half',
    });
    return ((await taken(answer)) as { number: string }).number;
  },
  state: async (number) => (await taken(await api.send(`/imports/${number}`))) as ImportState,
  rejects: async (number) => {
    const answer = await api.send(`/imports/${number}/rejects.csv`);
    if (!answer.ok) await taken(answer);
    return Readable.fromWeb(answer.body as unknown as ReadableStream);
  },
});

/** What was answered, or why it was refused. */
const taken = async (answer: Response): Promise<unknown> => {
  const body: unknown = await answer.json();
  if (answer.ok) return body;
  const { code, message } = body as { code?: string; message?: string };
  throw new CommandError(`${code ?? answer.status}: ${message ?? 'The hub refused the file.'}`);
};

export const counterAtDatabase = (
  { database, clock, modules }: Local,
  providerCode: string,
  request: ImportQuery,
): ImportCounter => {
  const { imports } = modules.records;
  const reader = () => new ScopedReader(database, systemPrincipal, today(clock));
  const find = async (number: string) => {
    const row = await importByNumber(reader(), number);
    if (!row) throw new CommandError(`There is no import ${number}.`);
    return row;
  };
  return {
    receive: async (stream) => {
      const known = await modules.organizations.registry.listOrganizations();
      const provider = known.find(({ code }) => code === providerCode);
      if (!provider)
        throw new CommandError(`There is no organization ${providerCode}. See: hub organization list`);
      const received = await imports.receive(commandAct('import'), {
        ...request,
        stream,
        providerId: provider.id,
      });
      return received.number;
    },
    state: find,
    rejects: async (number) => Readable.from(rejectLines(reader(), (await find(number)).id)),
  };
};
