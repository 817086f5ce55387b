import { Provider, errors, type Adapter, type AdapterPayload } from 'oidc-provider';
import type { Clock } from '../../kernel/clock.js';
import { publicPrincipal, systemPrincipal } from '../../kernel/principal.js';
import type { Database } from '../../db/database.js';
import type { Act, UnitOfWork } from '../ledger/unit.service.js';
import { isClientId } from './client.rules.js';
import { Decoys } from './decoy.service.js';
import {
  type Credential,
  type SigningClient,
  actingClient,
  consumeToken,
  deleteGrant,
  deleteToken,
  findToken,
  insertToken,
  signingClient,
  spendOnce,
} from './token.repository.js';

/** Where the authorization server keeps its tokens: the table oauth_token, by hash. */
export class TokenAdapter implements Adapter {
  constructor(
    protected readonly model: string,
    protected readonly database: Database,
    protected readonly clock: Clock,
    private readonly work: UnitOfWork,
  ) {}

  async upsert(token: string, { jti: _jti, ...payload }: AdapterPayload, seconds = 0): Promise<void> {
    const now = this.clock.now();
    const client = Provider.ctx?.oidc.client;
    const stored = await insertToken(
      this.database,
      {
        token,
        model: this.model,
        clientId: payload.clientId ?? '',
        grantId: payload.grantId ?? null,
        // Without `jti`, which is the token itself.
        payload,
        expiresAt: new Date(now.getTime() + seconds * 1000),
      },
      (client?.metadata()['credential'] as Credential | undefined) ?? { secretHash: null, jwks: null },
    );
    if (!stored)
      throw new errors.InvalidClientAuth(
        'the client was revoked, suspended or given another secret or keys meanwhile',
      );
  }

  async find(token: string): Promise<AdapterPayload | undefined> {
    const found = await findToken(this.database, this.model, token, this.clock.now());
    if (!found) return undefined;
    return { ...found.payload, jti: token, ...(found.consumedAt ? { consumed: true } : {}) };
  }

  async consume(token: string): Promise<void> {
    await consumeToken(this.database, token, this.clock.now());
  }

  async destroy(token: string): Promise<void> {
    const act = await this.revokingAct();
    await this.work.run(act, 'revokeToken', null, async (unit) => {
      for (const { clientRow } of await deleteToken(unit, token))
        unit.audit({ event: 'organizations.tokenRevoked', target: 'Client', targetId: clientRow });
    });
  }

  /** Only the client a token is of may have it revoked: it is its own act. */
  private async revokingAct(): Promise<Act> {
    const context = Provider.ctx;
    const clientId = context?.oidc.client?.clientId;
    const [client] = clientId === undefined ? [] : await actingClient(this.database, clientId);
    return {
      principal: client ? { ...publicPrincipal, ...client } : systemPrincipal,
      requestId: String(context?.res.getHeader('x-request-id') ?? 'oauth-revoke'),
      idempotencyKey: null,
    };
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await deleteGrant(this.database, grantId);
  }

  /** Device codes and sessions do not exist here. */
  async findByUserCode(): Promise<undefined> {}
  async findByUid(): Promise<undefined> {}
}

/** Assertions of clients that were used: each counts once, on all nodes. */
export class ReplayAdapter extends TokenAdapter {
  override async upsert(id: string, _payload: AdapterPayload, seconds = 0): Promise<void> {
    const until = new Date(this.clock.now().getTime() + seconds * 1000);
    if (!(await spendOnce(this.database, this.model, id, until)))
      throw new errors.InvalidClientAuth('client assertion tokens must only be used once');
  }
}

/**
 * The authorization server's view of the table client: read at each request, written only by ClientService. The stored
 * hash stands where the server expects the secret; `compareClientSecret` is replaced accordingly. Whichever way a client
 * signs in, there is something to try it against: one hash or one key, of the client or of nobody.
 */
export class ClientAdapter implements Adapter {
  readonly #decoys = new Decoys();

  constructor(
    private readonly database: Database,
    private readonly demoAllowed: boolean,
  ) {}

  async find(clientId: string): Promise<AdapterPayload | undefined> {
    if (!isClientId(clientId)) return undefined; // no client has an identifier of another form
    const client = await signingClient(this.database, clientId, this.demoAllowed);
    const scopes = client?.scopes ?? [];
    return {
      client_id: clientId,
      ...(Provider.ctx?.oidc.params?.['client_assertion'] === undefined
        ? await this.bySecret(client)
        : await this.byKeys(client)),
      dpop_bound: client?.dpopBound ?? false,
      ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
    };
  }

  private async bySecret(client: SigningClient | null): Promise<object> {
    const secretHash = client?.jwks ? null : (client?.secretHash ?? null);
    return {
      client_secret: secretHash ?? (await this.#decoys.secretHash()),
      credential: { secretHash, jwks: null },
    };
  }

  private async byKeys(client: SigningClient | null): Promise<object> {
    const jwks = client?.jwks ?? null;
    return {
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: await this.#decoys.keysBeside(jwks?.keys ?? []) },
      credential: { secretHash: null, jwks },
    };
  }

  upsert = refuse;
  consume = refuse;
  destroy = refuse;
  revokeByGrantId = refuse;
  findByUserCode = refuse;
  findByUid = refuse;
}

const refuse = async (): Promise<undefined> => {
  throw new Error('clients are changed through ClientService only');
};
