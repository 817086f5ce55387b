import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import { type Sql, empty, sql } from '../../kernel/sql.js';
import type { ClientStatus } from '../../kernel/terms.js';
import type { Database } from '../../db/database.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import { clientColumns } from './client.loader.js';
import type { Client } from './client.types.js';

/** A page of clients in the order of their identifiers. */
export const clientPage = async (reader: ScopedReader, args: PageArguments): Promise<Connection<Client>> => {
  const page = readPage(args, ['text']);
  const after = page.after ? sql`and cl.client_id > ${String(page.after[0])}` : empty;
  const rows = await reader.rows<Client>('Client', (scope) =>
    pageOf(
      page,
      sql`
      select ${clientColumns} from client cl where ${scope} ${after}
      order by cl.client_id`,
    ),
  );
  return toConnection(rows, page, (row) => [row.clientId]);
};

/** A client as the command line lists it. */
export interface ListedClient {
  clientId: string;
  name: string;
  kind: string;
  organizationCode: string | null;
  scopes: string[];
  status: ClientStatus;
  demo: boolean;
}

/** All clients, for the command line: whoever runs it holds the database anyway. */
export const allClients = (database: Database): Promise<ListedClient[]> =>
  database.rows<ListedClient>(sql`
    select cl.client_id as "clientId", cl.name, cl.kind, org.code as "organizationCode", cl.scopes, cl.status, cl.demo
    from client cl left join organization org on org.id = cl.organization_id order by cl.client_id`);

/** The client with this identifier, locked: a token request that is under way waits, then sees what became of it. */
export const lockClient = (
  unit: Unit,
  clientId: string,
): Promise<{ id: number; status: ClientStatus; version: number } | null> =>
  unit.one(sql`select id, status, version from client where client_id = ${clientId} for update`);

export const clientIdTaken = async (unit: Unit, clientId: string): Promise<boolean> =>
  (await unit.one(sql`select 1 as taken from client where client_id = ${clientId}`)) !== null;

/** Subjects are a higher module; only the id behind a code is needed here. */
export const subjectIdByCode = async (unit: Unit, code: string): Promise<number | null> =>
  (await unit.one<{ id: number }>(sql`select id from subject where code = ${code} or unified_code = ${code}`))
    ?.id ?? null;

/** Ends every token of a client; says how many there were. */
export const endTokens = async (unit: Unit, clientId: string): Promise<number> => {
  const ended = await unit.rows(sql`delete from oauth_token where client_id = ${clientId} returning id`);
  return ended.length;
};

/**
 * Which clients (alias `cl`) may sign in and use their tokens: active ones, of an organization that takes part, and
 * those of the demonstration only where there is one.
 */
export const usableClient = (demoAllowed: boolean): Sql =>
  sql`(cl.status = 'ACTIVE' and (not cl.demo or ${demoAllowed}::boolean) and (cl.kind = 'SUBJECT'
    or exists (select 1 from organization org where org.id = cl.organization_id and org.active)))`;
