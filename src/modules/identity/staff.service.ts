import { HubError, illegalTransition, notFound } from '../../kernel/errors.js';
import { longestReason, readText } from '../../kernel/text.rules.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { deleteStaffSessions } from './session.repository.js';
import { type LockedPost, lockPosts, setBlocked } from './staff.repository.js';
import { isPseudonym } from './staff.rules.js';

interface PersonInput {
  person: string;
  reason: string;
}

export interface SessionsEnded {
  sessionsEnded: number;
}

/**
 * Whether a person may sign in as staff, whatever its identity provider says. It reaches no further: what concerns a
 * person itself it may still see and object to (Henan 40, 41).
 */
export class StaffService {
  constructor(private readonly work: UnitOfWork) {}

  blockPerson(act: Act, input: PersonInput): Promise<SessionsEnded> {
    return this.work.run(act, 'blockPerson', input, async (unit) => {
      const reason = readText('reason', input.reason, longestReason);
      const posts = await requirePosts(unit, input.person);
      if (unit.actor === input.person)
        throw new HubError(
          'SEPARATION_OF_DUTIES',
          'Nobody blocks itself: another administrator has to do this.',
          { field: 'input.person' },
        );
      if (isBlocked(posts)) throw illegalTransition('The person', 'BLOCKED', 'BLOCKED');
      await setBlocked(unit, input.person, { since: unit.now, reason });
      const sessionsEnded = (await deleteStaffSessions(unit, input.person)).length;
      note(unit, 'personBlocked', input.person, posts, { sessionsEnded });
      return { sessionsEnded };
    });
  }

  unblockPerson(act: Act, input: PersonInput): Promise<Record<string, never>> {
    return this.work.run(act, 'unblockPerson', input, async (unit) => {
      readText('reason', input.reason, longestReason);
      const posts = await requirePosts(unit, input.person);
      if (!isBlocked(posts)) throw illegalTransition('The person', 'ACTIVE', 'ACTIVE');
      await setBlocked(unit, input.person, null);
      note(unit, 'personUnblocked', input.person, posts);
      return {};
    });
  }

  /** For a machine left open or lost: the person signs in anew. */
  endStaffSessions(act: Act, input: PersonInput): Promise<SessionsEnded> {
    return this.work.run(act, 'endStaffSessions', input, async (unit) => {
      readText('reason', input.reason, longestReason);
      const posts = await requirePosts(unit, input.person);
      const sessionsEnded = (await deleteStaffSessions(unit, input.person)).length;
      note(unit, 'staffSessionsEnded', input.person, posts, { sessionsEnded });
      return { sessionsEnded };
    });
  }
}

export const isBlocked = (posts: readonly LockedPost[]): boolean =>
  posts.some(({ blockedAt }) => blockedAt !== null);

const requirePosts = async (unit: Unit, person: string): Promise<LockedPost[]> => {
  const posts = isPseudonym(person) ? await lockPosts(unit, person) : [];
  if (posts.length > 0) return posts;
  throw notFound('The person', 'input.person');
};

/** One row for each organization it has a post in: it is theirs to know. The reason stands with the person, not here. */
const note = (
  unit: Unit,
  event: string,
  person: string,
  posts: readonly LockedPost[],
  detail: Record<string, unknown> = {},
): void => {
  for (const { organizationId } of posts)
    unit.audit({
      event: `identity.${event}`,
      target: 'Organization',
      targetId: organizationId,
      detail: { person, ...detail },
    });
};
