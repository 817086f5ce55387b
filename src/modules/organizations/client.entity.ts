import { defineEntity, p } from '@mikro-orm/core';
import { clientStatuses } from '../../kernel/terms.js';
import { viewerKinds } from '../../kernel/principal.js';
import type { PublicKey } from './client-key.rules.js';
import { OrganizationEntity } from './organization.entity.js';

/** An API client. Only a hash of its secret is kept; a token it holds dies with it. */
const schema = defineEntity({
  name: 'ClientEntity',
  tableName: 'client',
  properties: {
    id: p.bigint('number').primary(),
    clientId: p.string().length(100).unique(),
    name: p.string().length(200),
    kind: p.enum(viewerKinds),
    organization: p.manyToOne(OrganizationEntity).mapToPk().nullable(),
    /** For a subject's own client. No foreign key here: subjects are a higher module. */
    subjectId: p.bigint('number').nullable(),
    scopes: p.array<string>(),
    version: p.integer().version(),
    /** A client signs in with a secret or with keys, never both. */
    secretHash: p.string().length(200).nullable(),
    /** Public keys it signs with, as a JWK set. */
    jwks: p.json<{ keys: PublicKey[] }>().nullable(),
    /** Its tokens count with a proof of the key they are bound to, and not otherwise. */
    dpopBound: p.boolean().default(false),
    demo: p.boolean().default(false),
    trustedDocumentsOnly: p.boolean().default(false),
    status: p.enum(clientStatuses),
    createdAt: p.datetime(),
    rotatedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
});
export class ClientEntity extends schema.class {}
schema.setClass(ClientEntity);
