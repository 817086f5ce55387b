import { HubProblem } from './ask';

const advice: Record<string, string> = {
  UNAUTHENTICATED: '登录已到期。请重新登录，已经填写的文字会保留。',
  FORBIDDEN: '当前身份不能办理这件事。请确认是以本人还是以单位的身份登录。',
  NOT_FOUND: '没有找到，或者与您无关。请刷新后重试。',
  CONFLICT: '同一件事已经提交过，或者刚刚发生了变化。请刷新后查看。',
  ILLEGAL_TRANSITION: '它现在的状态不允许这样办理。请刷新后查看最新状态。',
  RATE_LIMITED: '操作过于频繁，请稍候再试。',
  SERVICE_UNAVAILABLE: '平台暂时不可用，没有改动任何内容。请稍后重试。',
  INTERNAL_SERVER_ERROR: '平台出现故障，没有改动任何内容。请稍后重试，仍不行请联系信用办。',
  NO_ANSWER: '没有连上平台。请检查网络后重试。',
};

/** The problem in words a person can act on; what the hub says of an input stands beside it. */
export const inWords = (problem: unknown): string => {
  if (!(problem instanceof HubProblem)) return advice['INTERNAL_SERVER_ERROR']!;
  if (problem.code === 'BAD_USER_INPUT') return `有一项填写不符合要求：${problem.message}`;
  return advice[problem.code] ?? problem.message;
};

export const sessionEnded = (problem: unknown): boolean =>
  problem instanceof HubProblem && problem.code === 'UNAUTHENTICATED';
