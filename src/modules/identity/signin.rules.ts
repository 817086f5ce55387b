import { timingSafeEqual } from 'node:crypto';
import { checkUnifiedCode, normalizeCode, parseIdNumber } from '../../kernel/codes.js';
import type { Keys } from '../../kernel/keys.js';

/** Why nobody was signed in: status, and what the person reads. */
export const refusals = {
  notConfigured: [
    503,
    '尚未开通登录',
    '本平台还没有接入统一身份认证，暂时不能在网上登录。请到信用办窗口办理。',
  ],
  unavailable: [
    503,
    '身份认证服务暂时不可用',
    '统一身份认证没有应答，请稍后重试；急需办理的，请到信用办窗口。',
  ],
  badSubject: [
    400,
    '没有说明为谁登录',
    '请选择“本人”，或者填写所代表单位的 18 位统一社会信用代码。身份证号码不要填写在这里。',
  ],
  stale: [400, '登录已失效', '登录超过了时限，或者不是从本页发起的。请重新登录。'],
  refused: [400, '登录没有成功', '统一身份认证的应答未通过核验，没有登录任何人。请重新登录。'],
  cancelled: [400, '登录已取消', '您在统一身份认证中取消了登录，没有登录任何人。'],
  noPerson: [
    403,
    '缺少身份信息',
    '统一身份认证没有提供您的姓名和身份证号码，本平台无法确认您是谁。请先在统一身份认证完成实名认证。',
  ],
  noPost: [
    403,
    '没有工作岗位信息',
    '统一身份认证没有载明您在该单位任职。请单位管理员先在统一身份认证为您登记岗位，再重新登录。',
  ],
  severalPosts: [400, '请指明所在单位', '没有选定本次代表哪个单位。请重新登录，并在页面上选择单位。'],
  unknownOrganization: [
    403,
    '单位未参加联合奖惩',
    '您所在的单位没有在本平台登记，或者已经停用，不能以工作人员身份登录。请联系信用办。',
  ],
  blocked: [
    403,
    '工作人员登录已停用',
    '信用办已停用您的工作人员登录，各单位岗位均不能使用。如有疑问，请由本单位联系信用办。办理本人的信用事项不受影响。',
  ],
  noRole: [
    403,
    '没有可用的岗位角色',
    '统一身份认证没有为您登记本平台认可的角色（经办、审核、管理员、审计、查看）。请联系本单位管理员。',
  ],
  notRepresented: [
    403,
    '不能代表该单位',
    '统一身份认证没有载明您可以代表该单位。请单位先在统一身份认证为您办理授权，或者核对统一社会信用代码。',
  ],
} as const satisfies Record<string, readonly [status: number, title: string, text: string]>;

/** Nobody was signed in. The message is a name of the table above: it can stand in a log. */
export class SigninRefusal extends Error {
  override readonly name = 'SigninRefusal';

  constructor(
    readonly why: keyof typeof refusals,
    options?: ErrorOptions,
  ) {
    super(why, options);
  }
}

/** What the browser keeps between the two halves of a sign-in. */
export interface Ticket {
  state: string;
  nonce: string;
  verifier: string;
  /** `self`, `staff`, `staff:` and a unified code, or a unified code. */
  actsFor: string;
  returnTo: string;
  /** Milliseconds since 1970. */
  until: number;
}

export const ticketMinutes = 10;

/** What the browser keeps as a cookie's value, under the hub's own mark: it can bring none of its own making. */
export const seal = (mark: string, what: object, keys: Keys): string => {
  const body = Buffer.from(JSON.stringify(what), 'utf8').toString('base64url');
  return `${body}.${keys.keyedHash(mark, body)}`;
};

export const open = <What extends { until: number }>(
  mark: string,
  value: string | null,
  keys: Keys,
  now: Date,
): What => {
  const [body = '', given] = (value ?? '').split('.');
  const [right, brought] = [Buffer.from(keys.keyedHash(mark, body)), Buffer.from(given ?? '')];
  if (brought.length !== right.length || !timingSafeEqual(brought, right)) throw new SigninRefusal('stale');
  const what = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as What;
  if (what.until <= now.getTime()) throw new SigninRefusal('stale');
  return what;
};

export const sealTicket = (ticket: Ticket, keys: Keys): string => seal('signin-ticket', ticket, keys);
export const openTicket = (value: string | null, keys: Keys, now: Date): Ticket =>
  open('signin-ticket', value, keys, now);

/** For whom: `self`, `staff`, `staff:` with a unified code, or the unified code of an organisation. An ID number is refused: it must not stand in an address. */
export const readActsFor = (value: unknown): string => {
  if (value === undefined || value === '' || value === 'self') return 'self';
  if (value === 'staff') return 'staff';
  if (typeof value === 'string' && value.startsWith('staff:')) return `staff:${readActsFor(value.slice(6))}`;
  const code = typeof value === 'string' ? normalizeCode(value) : '';
  if (parseIdNumber(code).ok || !checkUnifiedCode(code).ok) throw new SigninRefusal('badSubject');
  return code;
};

/** Where to after signing in: a path of the hub itself, `/my/` for anything else. */
export const readReturn = (value: unknown): string => {
  const fallback = '/my/';
  if (typeof value !== 'string' || value.length > 200 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(value))
    return fallback;
  const here = 'http://hub.invalid';
  return URL.canParse(value, here) && new URL(value, here).origin === here ? value : fallback;
};
