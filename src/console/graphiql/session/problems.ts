import { text, type Text } from '../shared/text';

/** What went wrong, in words that say what to do next. */
export class SignInProblem extends Error {
  readonly what: Text;

  constructor(what: Text) {
    super(what.en);
    this.what = what;
  }
}

const serverAway = text(
  '连不上枢纽服务。请检查网络，或请管理员确认服务已启动，然后重试。',
  'The hub does not answer. Check the network, or ask whether the service is running, then try again.',
);
const wrongSecret = text(
  '客户端编号或密钥不对。请核对后重试；密钥遗失请向信用办申请更换。',
  'Wrong client id or secret. Check both; if the secret is lost, ask the credit office to rotate it.',
);
const wrongScope = text(
  '该客户端没有所申请的权限范围。请清空“范围”后重试。',
  'This client may not have that scope. Empty the scope field and try again.',
);
const notAllowed = text(
  '该客户端不能用这种方式登录。请联系信用办。',
  'This client may not sign in this way. Ask the credit office.',
);
const tooMany = text('尝试次数过多。请稍候一分钟再试。', 'Too many attempts. Wait a minute, then try again.');
const busy = text(
  '枢纽服务暂时不可用。请稍后重试。',
  'The hub is unavailable for the moment. Try again later.',
);
const oddAnswer = text(
  '登录服务的回答无法识别。请联系管理员。',
  'The sign-in service gave an answer this page does not understand. Tell the administrator.',
);

function ofAnswer(status: number, answer: Record<string, unknown>): Text {
  const error = answer['error'];
  if (error === 'invalid_client' || status === 401) return wrongSecret;
  if (error === 'invalid_scope') return wrongScope;
  if (error === 'unauthorized_client' || error === 'access_denied' || status === 403) return notAllowed;
  if (status === 429) return tooMany;
  if (status >= 500) return busy;
  const detail =
    typeof answer['error_description'] === 'string' ? answer['error_description'] : String(error ?? status);
  return text(`登录未成功：${detail}`, 'Sign-in failed.');
}

export const problem = {
  serverAway,
  oddAnswer,
  ofAnswer,
  expired: text(
    '登录已过期，自动续期未成功。请重新登录。',
    'Your session has expired and could not be renewed. Sign in again.',
  ),
  tokenRefused: text(
    '登录凭证已失效（可能已被撤销）。请重新登录。',
    'The token is no longer accepted; it may have been revoked. Sign in again.',
  ),
  sessionEnded: text(
    '工作人员登录已经结束（超时、已退出或被停用）。请重新登录。',
    'Your session as staff has ended: it timed out, was closed or blocked. Sign in again.',
  ),
  notSignedOut: text(
    '枢纽未确认退出，您可能仍处于登录状态。请重试，或关闭浏览器。',
    'The hub did not confirm the sign-out; you may still be signed in. Try again, or close the browser.',
  ),
  notRevoked: text(
    '已在本页退出，但枢纽未确认撤销凭证；凭证到期前仍然有效。',
    'Signed out here, but the hub did not confirm the revocation; the token lives until it expires.',
  ),
};
