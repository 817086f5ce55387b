import type { EntryOfMineFragment } from '../hub/operations';
import type { Tone } from '../shared/parts';

type Entry = EntryOfMineFragment;

/** In effect now, or on its way there. */
export const isLive = ({ status }: Pick<Entry, 'status'>): boolean =>
  ['PROPOSED', 'NOTIFIED', 'PUBLISHED', 'SUSPENDED'].includes(status);

export const toneOf = ({
  status,
  list,
}: {
  status: Entry['status'];
  list: Pick<Entry['list'], 'colour'>;
}): Tone => {
  if (status === 'SUSPENDED') return 'warn';
  if (status !== 'PUBLISHED') return 'plain';
  return list.colour === 'RED' ? 'good' : 'bad';
};

/** What the state means to the subject. */
export const meaningOf: Readonly<Record<Entry['status'], string>> = {
  PROPOSED: '尚未生效：认定单位已提出，还没有书面告知您。告知之前不会发布。',
  NOTIFIED: '尚未生效：已书面告知，您可以在发布之前提出异议；异议处理完毕之前不会发布。',
  PUBLISHED: '正在生效。',
  SUSPENDED: '有异议正在处理，惩戒措施已经暂停执行。',
  REMOVED: '已经修复并移出，相关措施应当停止。',
  EXPIRED: '期限已满，相关措施应当停止。',
  REVOKED: '已经撤销。',
  REJECTED: '没有列入。',
  WITHDRAWN: '认定单位已经撤回。',
};
