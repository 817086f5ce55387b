import { ListEntryByNumberDocument, type ListEntryByNumberQuery } from '../../generated/operations.js';
import type { Actor, Cast } from './cast.js';
import type { Story } from './story.js';

/** What every chapter plays with. */
export interface Stage {
  readonly story: Story;
  readonly cast: Cast;
  /** Five signs that no run before had: they make every number and code of this run new. */
  readonly run: string;
  readonly seed: number;
  /** Today at the hub. */
  readonly today: string;
}

export const blackList = 'BLACK-MARKET';
export const redList = 'RED-PY';

export type EntryRead = NonNullable<ListEntryByNumberQuery['listEntry']>;

/** The entry as this viewer sees it; null when it may not. */
export const entryAsSeenBy = async (story: Story, who: Actor, number: string): Promise<EntryRead | null> =>
  (await story.read(who, ListEntryByNumberDocument, { number })).listEntry;

/** The entry, which this viewer has to see. */
export const entryOf = async (story: Story, who: Actor, number: string): Promise<EntryRead> =>
  (await entryAsSeenBy(story, who, number)) ??
  story.broken(`${who.name} 看不到条目 cannot see entry ${number}`);

/** "agency measure status" of each instruction of an entry, sorted: easy to hold against what should be. */
export const instructionLines = (entry: EntryRead): string[] =>
  entry.instructions.map(({ agency, measure, status }) => `${agency.code} ${measure.code} ${status}`).sort();
