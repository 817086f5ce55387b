import { normalizeCode } from '../../kernel/codes.js';
import { HubError, badInput, notFound } from '../../kernel/errors.js';
import { sql } from '../../kernel/sql.js';
import { assertVersion } from '../../kernel/version.rules.js';
import type { Database } from '../../db/database.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { ClientEntity } from './client.entity.js';
import { readPublicKeys } from './client-key.rules.js';
import {
  type ListedClient,
  allClients,
  clientIdTaken,
  endTokens,
  lockClient,
  subjectIdByCode,
} from './client.repository.js';
import { clientProblem, normalScopes, organizationProblem } from './client.rules.js';
import type {
  CreateClientInput,
  RestrictClientInput,
  RotateClientSecretInput,
  SetClientAuthenticationInput,
} from './client.types.js';
import { organizationByCode } from './organization.repository.js';
import { hashSecret, newSecret } from './secret.service.js';

/** A client's id and its secret, which is known here and then only to whoever asked. */
export interface IssuedSecret {
  id: number;
  secret: string;
}

/** API clients: made, and given what they sign in with. The office's mutations and the command line call the same. */
export class ClientService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
  ) {}

  createClient(act: Act, input: CreateClientInput): Promise<IssuedSecret> {
    return this.issueSecret(act, 'createClient', input, async (unit, secretHash) => {
      const problem = clientProblem(input);
      if (problem) throw badInput(problem.field, problem.message);
      const owner = await ownerOf(unit, input);
      if (await clientIdTaken(unit, input.clientId)) {
        throw new HubError(
          'CONFLICT',
          'This clientId is taken, also if its client was revoked. Choose another.',
          {
            field: 'input.clientId',
          },
        );
      }
      return createRow(unit, input, owner, secretHash);
    });
  }

  /** A client that signed in with keys signs in with the new secret from now on. */
  rotateClientSecret(act: Act, input: RotateClientSecretInput): Promise<IssuedSecret> {
    return this.issueSecret(act, 'rotateClientSecret', input, async (unit, secretHash) => {
      const client = await liveClient(unit, input);
      await unit.rows(sql`
        update client set secret_hash = ${secretHash}, jwks = null, rotated_at = ${unit.now}::timestamptz
        where id = ${client.id}`);
      const tokensEnded = await endTokens(unit, input.clientId);
      audit(unit, 'organizations.clientSecretRotated', client.id, { clientId: input.clientId, tokensEnded });
      return client.id;
    });
  }

  /** Counts from the client's next request on: nothing of it is kept in a token. */
  restrictClient(act: Act, input: RestrictClientInput): Promise<{ id: number }> {
    return this.work.run(act, 'restrictClient', input, async (unit) => {
      const { clientId, trustedDocumentsOnly } = input;
      const client = await liveClient(unit, input);
      await unit.rows(
        sql`update client set trusted_documents_only = ${trustedDocumentsOnly} where id = ${client.id}`,
      );
      audit(unit, 'organizations.clientRestricted', client.id, { clientId, trustedDocumentsOnly });
      return { id: client.id };
    });
  }

  /** Says how a client signs in: with keys in place of its secret, with tokens bound to a key. Its tokens end. */
  setClientAuthentication(act: Act, input: SetClientAuthenticationInput): Promise<{ id: number }> {
    const read = input.jwks == null ? null : readPublicKeys(input.jwks);
    if (read && 'problem' in read) throw badInput('input.jwks', read.problem);
    if (!read && input.dpopBound == null) throw badInput('input', 'Send jwks, dpopBound, or both.');
    return this.work.run(act, 'setClientAuthentication', input, async (unit) => {
      const client = await liveClient(unit, input);
      const keys = read ? JSON.stringify(read) : null;
      await unit.rows(sql`
        update client set dpop_bound = coalesce(${input.dpopBound ?? null}::boolean, dpop_bound),
          jwks = coalesce(${keys}::jsonb, jwks),
          secret_hash = case when ${keys}::jsonb is null then secret_hash end,
          rotated_at = case when ${keys}::jsonb is null then rotated_at else ${unit.now}::timestamptz end
        where id = ${client.id}`);
      const tokensEnded = await endTokens(unit, input.clientId);
      audit(unit, 'organizations.clientAuthenticationSet', client.id, {
        clientId: input.clientId,
        keys: read?.keys.map(({ alg, kid = null }) => ({ alg, kid })) ?? null,
        dpopBound: input.dpopBound ?? null,
        tokensEnded,
      });
      return { id: client.id };
    });
  }

  /** All clients, for the command line. */
  listClients(): Promise<ListedClient[]> {
    return allClients(this.database);
  }

  /** The secret never gets into the stored outcome, so a repeat under the same key cannot show it again. */
  private async issueSecret(
    act: Act,
    operation: string,
    input: { clientId: string },
    work: (unit: Unit, secretHash: string) => Promise<number>,
  ): Promise<IssuedSecret> {
    const secret = newSecret();
    const secretHash = await hashSecret(secret);
    let repeated = true;
    const id = await this.work.run(act, operation, input, (unit) => {
      repeated = false;
      return work(unit, secretHash);
    });
    if (repeated) {
      throw new HubError(
        'CONFLICT',
        'This was done already under the same Idempotency-Key, and a secret is shown only once. Rotate it if it was lost.',
        { field: 'Idempotency-Key' },
      );
    }
    return { id, secret };
  }
}

/** A client that may be changed: suspended ones too. */
const liveClient = async (
  unit: Unit,
  input: { clientId: string; expectedVersion?: number | null },
): Promise<{ id: number }> => {
  const client = await lockClient(unit, input.clientId);
  if (!client) throw notFound('The client', 'input.clientId');
  assertVersion(`Client ${input.clientId}`, client, input);
  if (client.status !== 'REVOKED') return client;
  throw new HubError('ILLEGAL_TRANSITION', 'A revoked client signs in no more. Create another client.', {
    state: client.status,
  });
};

interface Owner {
  organizationId: number | null;
  subjectId: number | null;
}

const ownerOf = async (unit: Unit, input: CreateClientInput): Promise<Owner> => {
  if (input.kind === 'SUBJECT') {
    const subjectId = await subjectIdByCode(unit, normalizeCode(input.subject ?? ''));
    if (subjectId === null) throw notFound('The subject', 'input.subject');
    return { organizationId: null, subjectId };
  }
  const organization = await organizationByCode(unit, normalizeCode(input.organization ?? ''));
  if (!organization) throw notFound('The organization', 'input.organization');
  const problem = organizationProblem(input.kind, organization);
  if (problem) throw badInput(problem.field, problem.message);
  return { organizationId: organization.id, subjectId: null };
};

const createRow = async (
  unit: Unit,
  input: CreateClientInput,
  owner: Owner,
  secretHash: string,
): Promise<number> => {
  const client = unit.em.create(ClientEntity, {
    clientId: input.clientId,
    name: input.name.trim(),
    kind: input.kind,
    organization: owner.organizationId,
    subjectId: owner.subjectId,
    scopes: normalScopes(input.scopes),
    secretHash,
    demo: false,
    status: 'ACTIVE',
    createdAt: unit.now,
  });
  await unit.em.flush();
  await unit.status({ target: 'Client', targetIds: [client.id], from: null, to: 'ACTIVE' });
  const { clientId, kind, scopes } = client;
  audit(unit, 'organizations.clientCreated', client.id, { clientId, kind, scopes });
  return client.id;
};

const audit = (unit: Unit, event: string, targetId: number, detail: Record<string, unknown>): void =>
  unit.audit({ event, target: 'Client', targetId, detail });
