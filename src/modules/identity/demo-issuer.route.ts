import type { EventEmitter } from 'node:events';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import type { Database } from '../../db/database.js';
import type { DemoIdentity } from './demo.rules.js';
import { createDemoIssuer, demoIssuerPath, readDemoIdentities } from './demo-issuer.service.js';
import { escaped, htmlPage } from './page.rules.js';

type ByUid = { Params: { uid: string } };

/** `/demo-issuer`: the identity provider of the demonstration, on the hub's own server. Mounted in demo mode only. */
export const mountDemoIssuer = (app: FastifyInstance, database: Database, baseUrl: () => string): void => {
  let made: Provider | null = null;
  const provider = () => (made ??= listened(createDemoIssuer(database, baseUrl()), app));
  const pick = `${demoIssuerPath}/pick/:uid`;
  void app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    routes.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
    routes.get(`${demoIssuerPath}/identities.json`, async () =>
      (await readDemoIdentities(database)).map(({ sub, label, name, organizations }) => ({
        sub,
        label,
        name,
        organizations,
      })),
    );
    routes.get<ByUid>(pick, async (request, reply) => {
      if (!(await underWay(provider(), request, reply))) return sendEnded(reply);
      const page = htmlPage('演示身份认证', pickForm(await readDemoIdentities(database)));
      return reply.type('text/html; charset=utf-8').send(page);
    });
    routes.post<ByUid>(pick, async (request, reply) => {
      if (!(await underWay(provider(), request, reply))) return sendEnded(reply);
      const accountId = (request.body as URLSearchParams).get('sub') ?? '';
      const login = { login: { accountId, remember: false } };
      return reply.redirect(await provider().interactionResult(request.raw, reply.raw, login), 303);
    });
    const onRequest = (request: FastifyRequest, reply: FastifyReply) =>
      handOver(provider(), baseUrl(), request, reply);
    for (const url of ['/auth', '/auth/:uid', '/token', '/jwks', '/.well-known/openid-configuration'])
      routes.all(demoIssuerPath + url, { onRequest }, async () => undefined);
  });
};

/**
 * Handed over before fastify would parse the body, under the address that browsers know. Nobody stays signed in here:
 * the next one may pick another identity.
 */
const handOver = async (provider: Provider, base: string, { raw }: FastifyRequest, reply: FastifyReply) => {
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  const { host, protocol } = new URL(base);
  Object.assign(raw.headers, { host, 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-host': host });
  raw.headers.cookie = raw.headers.cookie?.replace(/(?<=^|;\s*)(_session(\.sig)?|hub_session)=[^;]*/g, '');
  Object.assign(raw, { originalUrl: raw.url, url: raw.url!.slice(demoIssuerPath.length) });
  await provider.callback()(raw, reply.raw);
};

/** Whether this browser has a sign-in under way. */
const underWay = async (provider: Provider, request: FastifyRequest<ByUid>, reply: FastifyReply) => {
  try {
    return (await provider.interactionDetails(request.raw, reply.raw)).uid === request.params.uid;
  } catch {
    return false;
  }
};

const sendEnded = (reply: FastifyReply) =>
  reply
    .code(400)
    .type('text/html; charset=utf-8')
    .send(htmlPage('登录已失效', '<p>请回到<a href="/my/">“我的信用”</a>重新登录。</p>'));

const pickForm = (identities: readonly DemoIdentity[]): string =>
  `<p>这是演示，没有真实的人。请选择以谁的身份登录：</p><form method="post">${identities.map(choice).join('')}</form>`;

const choice = ({ sub, label, name, organizations }: DemoIdentity): string => {
  const represents = organizations.map((each) => `可代表 ${each.name}（${each.code}，${each.capacity}）`);
  const lines = [label, ...represents].map((line) => `<small>${escaped(line)}</small>`).join('');
  return `<button name="sub" value="${escaped(sub)}" data-testid="pick-${escaped(sub)}">${escaped(name)}${lines}</button>`;
};

const listened = (provider: Provider, app: FastifyInstance): Provider => {
  const report = (fault: unknown) => app.log.error({ fault: (fault as Error).name }, 'demo issuer failed');
  provider.on('server_error', (_context, fault) => report(fault));
  (provider as EventEmitter).on('error', report);
  return provider;
};
