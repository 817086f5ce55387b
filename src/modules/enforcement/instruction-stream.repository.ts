import { badInput } from '../../kernel/errors.js';
import { feedHead, readStart } from '../ledger/change.repository.js';
import type { EventStream } from '../module.js';
import { nextInstruction } from './instruction.repository.js';

/**
 * Instructions in the order they were announced in the change feed. A position is one of the feed, meaning all of it
 * was received, or `position.place` within a change that announced several.
 */
export const instructionStream: EventStream = {
  start: async (reader, args) => {
    const [, position, place] = /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(String(args['after'] ?? '')) ?? [];
    if (args['after'] != null && position === undefined)
      throw badInput('after', 'after is the position of the last instruction received, or one of the feed.');
    const start = await readStart(reader, position);
    return place === undefined ? String(start) : `${start}.${place}`;
  },
  next: async (reader, position) => {
    // The head is read first: what is announced behind it meanwhile is only found earlier.
    const head = await feedHead(reader);
    const found = await nextInstruction(reader, placeOf(position));
    if (!found) return { event: null, complete: String(Math.max(head, placeOf(position)[0])) };
    const reached = found.last ? String(found.position) : `${found.position}.${found.place}`;
    return { event: { row: found, position: reached }, complete: reached };
  },
};

/** All of a change was received when no place is named. */
const placeOf = (position: string): readonly [number, number] => {
  const [whole, place] = position.split('.');
  return [Number(whole), place === undefined ? Number.MAX_SAFE_INTEGER : Number(place)];
};
