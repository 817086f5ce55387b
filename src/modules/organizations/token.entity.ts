import { defineEntity, p } from '@mikro-orm/core';

/** What the authorization server stores (tokens, grants); the id is a hash, so a dump opens nothing. */
const schema = defineEntity({
  name: 'TokenEntity',
  tableName: 'oauth_token',
  indexes: [{ properties: ['clientId'] }, { properties: ['grantId'] }, { properties: ['expiresAt'] }],
  properties: {
    id: p.string().length(64).primary(),
    model: p.string().length(50),
    clientId: p.string().length(100).nullable(),
    grantId: p.string().length(100).nullable(),
    payload: p.json<Record<string, unknown>>(),
    expiresAt: p.datetime().nullable(),
    consumedAt: p.datetime().nullable(),
  },
});
export class TokenEntity extends schema.class {}
schema.setClass(TokenEntity);
