import { maskName } from '../../kernel/codes.js';
import type { AnnouncementKind, EntryStatus, SubjectKind } from '../../kernel/terms.js';

export interface Announced {
  number: string;
  listName: string;
  subjectName: string;
  subjectKind: SubjectKind;
}

/** Which announcement the end of a published entry calls for (Henan 37, 66). */
export const announcementOfEnd = (status: EntryStatus): AnnouncementKind | null => {
  if (status === 'REMOVED') return 'REMOVAL';
  if (status === 'EXPIRED') return 'EXPIRY';
  return status === 'REVOKED' ? 'REVOCATION' : null;
};

const said: Record<AnnouncementKind, string> = {
  REMOVAL: '经信用修复移出名单，相关联合奖惩措施停止实施',
  EXPIRY: '列入期限届满移出名单，相关联合奖惩措施停止实施',
  REVOCATION: '的列入已予撤销，原列入信息不再有效，特此更正并恢复名誉',
  CORRECTION: '的列入信息有误，已予更正，以更正后的信息为准',
};

/** The text as it stands in the channel of the publication. Persons stay masked, as they were there. */
export const announcementText = (
  kind: AnnouncementKind,
  { number, listName, subjectName, subjectKind }: Announced,
  day: string,
): string => {
  const name = subjectKind === 'NATURAL_PERSON' ? maskName(subjectName) : subjectName;
  return `${name}（条目${number}）在“${listName}”中${kind === 'REMOVAL' || kind === 'EXPIRY' ? '于' + day : ''}${said[kind]}（${day}）。`;
};
