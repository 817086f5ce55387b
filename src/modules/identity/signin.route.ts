import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HubError } from '../../kernel/errors.js';
import { choiceForm, choiceMinutes, choicePath } from './choice.rules.js';
import type { ChoiceService } from './choice.service.js';
import { escaped, htmlPage } from './page.rules.js';
import { cookieValue, fromOwnPage, sessionCookie, setCookie, ticketCookie } from './session.rules.js';
import type { OpenedSession, SessionService } from './session.service.js';
import { SigninRefusal, readActsFor, readReturn, refusals, ticketMinutes } from './signin.rules.js';
import type { SigninService } from './signin.service.js';

export interface SigninRouteParts {
  sessions: SessionService;
  choices: ChoiceService;
  /** null where subjects cannot sign in. */
  signin: () => SigninService | null;
  /** HUB_URL, where it is set. */
  publicUrl: string | null;
  /** Where browsers reach the hub. */
  baseUrl: () => string;
}

/** `GET /signin`, `GET /signin/callback`, `POST /signin/post` and `POST /signout`. No address carries more than a unified code. */
export const mountSigninRoutes = (app: FastifyInstance, parts: SigninRouteParts): void => {
  void app.register(async (routes) => {
    routes.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
    routes.setErrorHandler(answerRefusal);
    routes.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 1024 },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    routes.get('/signin', (request, reply) => begin(parts, request, reply));
    routes.get('/signin/callback', (request, reply) => complete(parts, request, reply));
    routes.post(choicePath, (request, reply) => choose(parts, request, reply));
    routes.post('/signout', (request, reply) => signOut(parts, request, reply));
  });
};

const begin = async (parts: SigninRouteParts, request: FastifyRequest, reply: FastifyReply) => {
  // Cookies stay with the name they were set under, and the callback comes to the base address.
  if (parts.publicUrl === null && request.hostname === 'localhost')
    return reply.redirect(parts.baseUrl() + request.url);
  const { for: actsFor, return: returnTo } = request.query as Record<string, unknown>;
  const { url, ticket } = await required(parts).begin(readActsFor(actsFor), readReturn(returnTo));
  return reply.header('set-cookie', ticketOf(parts, ticket, ticketMinutes * 60)).redirect(url);
};

const complete = async (parts: SigninRouteParts, request: FastifyRequest, reply: FastifyReply) => {
  // One try for each ticket, whatever comes of it.
  void reply.header('set-cookie', ticketOf(parts, '', 0));
  const query = /\?.*$/s.exec(request.url)?.[0] ?? '';
  const { cookie } = request.headers;
  const { claims, ticket } = await required(parts).complete(query, cookieValue(cookie, ticketCookie));
  if (ticket.actsFor === 'staff') {
    const offered = await parts.choices.offer(claims, ticket.returnTo);
    if (offered)
      return reply
        .header('set-cookie', ticketOf(parts, offered.choice, choiceMinutes * 60))
        .type('text/html; charset=utf-8')
        .send(htmlPage('请选择单位', choiceForm(offered.places)));
  }
  const before = cookieValue(cookie, sessionCookie);
  const session = await parts.sessions.open(claims, ticket.actsFor, String(request.id), before);
  return enter(parts, reply, session, ticket.returnTo);
};

/** A person of several posts says in which it acts. The form is on a page of the hub; one try, as with the ticket. */
const choose = async (parts: SigninRouteParts, request: FastifyRequest, reply: FastifyReply) => {
  void reply.header('set-cookie', ticketOf(parts, '', 0));
  if (!fromOwnPage(request.headers, parts.publicUrl)) throw new SigninRefusal('stale');
  const { cookie } = request.headers;
  const { session, returnTo } = await parts.choices.choose(
    cookieValue(cookie, ticketCookie),
    request.body instanceof URLSearchParams ? (request.body.get('organization') ?? '') : '',
    String(request.id),
    cookieValue(cookie, sessionCookie),
  );
  return enter(parts, reply, session, returnTo);
};

const enter = (parts: SigninRouteParts, reply: FastifyReply, session: OpenedSession, returnTo: string) =>
  reply.header('set-cookie', sessionOf(parts, session.token, session.minutes * 60)).redirect(returnTo, 303);

const signOut = async (parts: SigninRouteParts, request: FastifyRequest, reply: FastifyReply) => {
  if (!fromOwnPage(request.headers, parts.publicUrl)) {
    return reply
      .code(403)
      .send(new HubError('FORBIDDEN', 'Only a page of the hub itself may sign out.').extensions);
  }
  const token = cookieValue(request.headers.cookie, sessionCookie);
  if (token !== null) await parts.sessions.close(token);
  return reply
    .code(204)
    .header('set-cookie', sessionOf(parts, '', 0))
    .send();
};

const required = ({ signin }: SigninRouteParts): SigninService => {
  const found = signin();
  if (!found) throw new SigninRefusal('notConfigured');
  return found;
};

const isSecure = (parts: SigninRouteParts) => parts.baseUrl().startsWith('https:');

/** Lax: the callback is a navigation that begins at the identity provider. */
const ticketOf = (parts: SigninRouteParts, value: string, maxAgeSeconds: number) =>
  setCookie(ticketCookie, value, {
    path: '/signin',
    sameSite: 'Lax',
    secure: isSecure(parts),
    maxAgeSeconds,
  });

const sessionOf = (parts: SigninRouteParts, value: string, maxAgeSeconds: number) =>
  setCookie(sessionCookie, value, { path: '/', sameSite: 'Strict', secure: isSecure(parts), maxAgeSeconds });

/** A page that says what to do next. The log gets names only: messages of the protocol can quote claims. */
const answerRefusal = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  const known = error instanceof SigninRefusal ? error : new SigninRefusal('unavailable', { cause: error });
  const cause = known.cause as { name?: string; code?: string } | undefined;
  if (cause)
    request.log.warn({ why: known.why, fault: { name: cause.name, code: cause.code } }, 'sign-in failed');
  const [status, title, text] = refusals[known.why];
  void reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(htmlPage(title, `<p>${escaped(text)}</p><p><a href="/my/">返回“我的信用”</a></p>`));
};
