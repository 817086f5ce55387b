import type { Clock } from '../../kernel/clock.js';
import type { Keys } from '../../kernel/keys.js';
import type { Database } from '../../db/database.js';
import { type Place, choiceMinutes, mostPlaces, openChoice, sealChoice } from './choice.rules.js';
import type { Claims } from './claims.rules.js';
import { activeOrganization } from './session.repository.js';
import type { OpenedSession, SessionService } from './session.service.js';
import { knownRoles, scopesOfRoles, viewerKindOf } from './staff.rules.js';

/** Lets somebody of the staff with several posts say which one it acts in; the hub picks none. */
export class ChoiceService {
  constructor(
    private readonly sessions: SessionService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /** The posts to choose from, and the choice sealed for the browser to bring back; null where there are not several. */
  async offer(claims: Claims, returnTo: string): Promise<{ places: Place[]; choice: string } | null> {
    if (claims.posts.length < 2) return null;
    const places = await this.placesOf(claims);
    if (places.length < 2) return null;
    const { person } = this.sessions.staffOf(claims);
    const posts = places.map(({ code, roles }) => ({ code, roles }));
    const until = this.clock.now().getTime() + choiceMinutes * 60_000;
    return { places, choice: sealChoice({ person, posts, returnTo, until }, this.keys) };
  }

  /** Opens the session for the post chosen. Only one of those offered can be. */
  async choose(
    sealed: string | null,
    organization: string,
    requestId: string,
    replaced: string | null,
  ): Promise<{ session: OpenedSession; returnTo: string }> {
    const { person, posts, returnTo } = openChoice(sealed, this.keys, this.clock.now());
    const session = await this.sessions.openStaff({ person, posts }, organization, requestId, replaced);
    return { session, returnTo };
  }

  private async placesOf({ posts }: Claims): Promise<Place[]> {
    const places: Place[] = [];
    for (const post of posts.slice(0, mostPlaces)) {
      const organization = await activeOrganization(this.database, post.code);
      const roles = knownRoles(post.roles);
      if (organization && scopesOfRoles(viewerKindOf(organization.kind), roles).size > 0)
        places.push({ code: post.code, roles, name: organization.name });
    }
    return places;
  }
}
