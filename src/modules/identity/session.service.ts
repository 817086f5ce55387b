import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kernel/clock.js';
import { HubError } from '../../kernel/errors.js';
import type { Keys } from '../../kernel/keys.js';
import { type Principal, publicPrincipal } from '../../kernel/principal.js';
import type { Database } from '../../db/database.js';
import type { UnitOfWork } from '../ledger/unit.service.js';
import type { SubjectService } from '../subjects/index.js';
import { type Claims, type Post, actingFor } from './claims.rules.js';
import {
  type FoundSession,
  type StoredSession,
  activeOrganization,
  deleteSession,
  deleteStaffSessions,
  findSession,
  holdActive,
  insertSession,
  keepStaff,
  touchSession,
} from './session.repository.js';
import { SigninRefusal } from './signin.rules.js';
import { lockPosts } from './staff.repository.js';
import { isBlocked } from './staff.service.js';
import { knownRoles, postOf, scopesOfRoles, termsOfRoles, viewerKindOf } from './staff.rules.js';

export interface OpenedSession {
  /** What the browser holds; only its hash is stored. */
  token: string;
  minutes: number;
}

/** How long staff stays signed in: without a request, and at all. */
export interface StaffTerms {
  idleMinutes: number;
  minutes: number;
}

/** Somebody who works somewhere: pseudonym, and the posts that the identity provider vouches for. */
export interface Staff {
  person: string;
  posts: readonly Post[];
}

/** Sessions of persons who act for a subject: themselves, or an organisation they represent (Henan 40). */
export class SessionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly subjects: SubjectService,
    private readonly keys: Keys,
    private readonly clock: Clock,
    private readonly minutes: number,
    private readonly staff: StaffTerms,
  ) {}

  /**
   * Opens a session for `actsFor` (`self`, a unified code, or `staff` with the code of its organization). Whom the hub does not know gets a session without a
   * subject: nothing is held about it, and nobody is registered by asking. `replaced` is the session before, which ends.
   */
  async open(
    claims: Claims,
    actsFor: string,
    requestId: string,
    replaced: string | null,
  ): Promise<OpenedSession> {
    const [way, organization = null] = actsFor.split(':');
    if (way === 'staff') return this.openStaff(this.staffOf(claims), organization, requestId, replaced);
    const capacity = actingFor(claims, actsFor);
    const session: StoredSession = {
      person: this.pseudonymOf(claims),
      subjectId:
        capacity === 'SELF' ? await this.personOf(claims) : await this.knownId({ code: capacity.code }),
      capacity: capacity === 'SELF' ? 'SELF' : capacity.capacity,
      organizationId: null,
      roles: [],
    };
    const token = randomBytes(32).toString('base64url');
    const act = { principal: principalOfSession(session), requestId, idempotencyKey: null };
    await this.work.run(act, 'openSession', null, async (unit) => {
      if (replaced !== null) await deleteSession(unit, replaced);
      const expiresAt = new Date(unit.now.getTime() + this.minutes * 60_000);
      await insertSession(unit, token, session, unit.now, expiresAt);
      if (session.subjectId !== null) {
        unit.audit({
          event: 'identity.signedIn',
          target: 'Subject',
          targetId: session.subjectId,
          detail: { forItself: capacity === 'SELF' },
        });
      }
    });
    return { token, minutes: this.minutes };
  }

  /** Who holds the token; null when the session is unknown, expired or closed. */
  async authenticate(token: string): Promise<Principal | null> {
    const now = this.clock.now();
    const idleSince = new Date(now.getTime() - this.staff.idleMinutes * 60_000);
    const session = await findSession(this.database, token, now, idleSince);
    if (session?.seenAt && now.getTime() - new Date(session.seenAt).getTime() >= 60_000)
      await touchSession(this.database, token, now);
    return session && (session.organizationKind ? principalOfStaff(session) : principalOfSession(session));
  }

  async close(token: string): Promise<void> {
    await deleteSession(this.database, token);
  }

  /**
   * Opens a session for a post, as the claims have it now. Whatever the person was signed in as staff for ends first,
   * also where it is refused: a role taken away at the issuer lives on in no older session.
   */
  async openStaff(
    { person, posts }: Staff,
    code: string | null,
    requestId: string,
    replaced: string | null,
  ): Promise<OpenedSession> {
    await deleteStaffSessions(this.database, person);
    const post = postOf(posts, code);
    const organization = await activeOrganization(this.database, post.code);
    if (!organization) throw new SigninRefusal('unknownOrganization');
    const roles = knownRoles(post.roles);
    if (scopesOfRoles(viewerKindOf(organization.kind), roles).size === 0) throw new SigninRefusal('noRole');
    const capacity = termsOfRoles(roles);
    const session: FoundSession = {
      ...{ person, subjectId: null, capacity, organizationId: organization.id, roles },
      ...{ seenAt: null, organizationKind: organization.kind },
    };
    const token = randomBytes(32).toString('base64url');
    const act = { principal: principalOfStaff(session), requestId, idempotencyKey: null };
    await this.work.run(act, 'openStaffSession', null, async (unit) => {
      if (!(await holdActive(unit, organization.id))) throw new SigninRefusal('unknownOrganization');
      if (isBlocked(await lockPosts(unit, person))) throw new SigninRefusal('blocked');
      if (replaced !== null) await deleteSession(unit, replaced);
      await keepStaff(unit, person, organization.id, unit.now);
      const expiresAt = new Date(unit.now.getTime() + this.staff.minutes * 60_000);
      await insertSession(unit, token, session, unit.now, expiresAt);
      unit.audit({
        event: 'identity.staffSignedIn',
        target: 'Organization',
        targetId: organization.id,
        detail: { roles },
      });
    });
    return { token, minutes: this.staff.minutes };
  }

  staffOf(claims: Claims): Staff {
    return { person: this.pseudonymOf(claims), posts: claims.posts };
  }

  private pseudonymOf({ issuer, sub }: Claims): string {
    return `person:${this.keys.keyedHash('person', issuer, sub)}`;
  }

  /** The person with this ID number and this name. Another name is nobody: the hub does not tell whose number it is. */
  private personOf({ idNumber, name }: Claims): Promise<number | null> {
    if (idNumber === null || name === null) throw new SigninRefusal('noPerson');
    return this.knownId({ idNumber, name });
  }

  /** A number of another form (a passport's) is nobody's here: the hub keeps persons by ID number only. */
  private async knownId(named: { code?: string; idNumber?: string; name?: string }): Promise<number | null> {
    try {
      const [found] = await this.subjects.findSubjects(this.database, [named]);
      return found?.subjectId ?? null;
    } catch (error) {
      if (error instanceof HubError && error.code === 'BAD_USER_INPUT') return null;
      throw error;
    }
  }
}

const principalOfSession = ({ person, subjectId, capacity }: StoredSession): Principal => ({
  ...publicPrincipal,
  kind: 'SUBJECT',
  subjectId,
  personId: person,
  capacity,
});

const principalOfStaff = ({
  person,
  capacity,
  organizationId,
  organizationKind,
  roles,
}: FoundSession): Principal => {
  const kind = viewerKindOf(organizationKind!);
  return {
    ...publicPrincipal,
    kind,
    organizationId,
    personId: person,
    capacity,
    scopes: scopesOfRoles(kind, roles),
  };
};
