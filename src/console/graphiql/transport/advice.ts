import { Store } from '../shared/store';
import { text, type Text } from '../shared/text';

export interface Result {
  data?: unknown;
  errors?: readonly { message: string; extensions?: { code?: unknown } }[];
  extensions?: { redactions?: unknown };
}

/** What a person can do about the last answer; shown under it. */
export const advice = new Store<Text | undefined>(undefined);

const BY_CODE: Readonly<Record<string, Text>> = {
  UNAUTHENTICATED: text('请先登录，再执行一次。', 'Sign in, then run it again.'),
  FORBIDDEN: text(
    '当前身份无权执行。请换用有权的客户端，或填写办理事项和业务编号。',
    'Your role may not do this. Take another role, or fill in matter and business number.',
  ),
  BAD_USER_INPUT: text(
    '输入有误：请按错误中的 field 修改变量。',
    'Correct the variable named in the error’s field.',
  ),
  NOT_FOUND: text('没有找到，或无权查看。请核对编号。', 'Not found, or not yours to see. Check the number.'),
  CONFLICT: text(
    '数据已被他人更新。请重新查询后再试。',
    'Someone changed it meanwhile. Query again, then retry.',
  ),
  ILLEGAL_TRANSITION: text(
    '当前状态下不能这样办理。请先查看状态。',
    'Its status does not allow this. Look at it first.',
  ),
  NOTICE_MISSING: text(
    '请先向当事人送达告知书，再反馈执行。',
    'Serve the notice on the subject before you report.',
  ),
  SEPARATION_OF_DUTIES: text(
    '提出人不能自己批准。请由另一人办理。',
    'Who proposes may not approve. Ask someone else.',
  ),
  RATE_LIMITED: text('请求过于频繁。请稍候再试。', 'Too many requests. Wait a little.'),
  QUERY_TOO_COMPLEX: text(
    '查询过大。请减少字段或每页条数。',
    'The query is too big. Ask for fewer fields or rows.',
  ),
  SERVICE_UNAVAILABLE: text(
    '服务暂时不可用。请稍后重试。',
    'The hub is unavailable for the moment. Try again later.',
  ),
};

export function adviceFor(result: Result): Text | undefined {
  for (const { extensions } of result.errors ?? []) {
    const known = BY_CODE[String(extensions?.code)];
    if (known) return known;
  }
  const redactions = result.extensions?.redactions;
  const hidden = Array.isArray(redactions) ? redactions.length : 0;
  if (hidden === 0) return undefined;
  return text(
    `有 ${hidden} 处字段按权限未显示，原因见 extensions.redactions。`,
    `${hidden} field(s) withheld; extensions.redactions says why and what would grant them.`,
  );
}
