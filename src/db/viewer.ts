import type { Principal, ViewerKind } from '../kernel/principal.js';
import { hubRole, viewerRole } from './wall.js';

/** Whom PostgreSQL itself shows rows to: the second wall behind `row-scope.ts`. */
export interface Viewer {
  readonly kind: ViewerKind | 'HUB';
  readonly organizationId: number | null;
  readonly subjectId: number | null;
}

/** The hub's own work: units of work, duties, sign-in, audit. */
export const hubItself: Viewer = { kind: 'HUB', organizationId: null, subjectId: null };

export const viewerOf = ({ kind, organizationId, subjectId }: Principal): Viewer => ({
  kind,
  organizationId,
  // An official works for an organization; only subjects read as the subject they are.
  subjectId: kind === 'SUBJECT' ? subjectId : null,
});

/** Says who it is: two of the same are shown the same rows. */
export const viewerKey = ({ kind, organizationId, subjectId }: Viewer): string =>
  `${kind} ${organizationId} ${subjectId}`;

export const isSameViewer = (one: Viewer, other: Viewer | undefined): boolean =>
  one === other || (other !== undefined && viewerKey(one) === viewerKey(other));

/** Sets role and viewer for one transaction. Its parameters: kind, organization, subject, role. */
export const setViewer = `select set_config('hub.viewer', $1, true), set_config('hub.organization', $2, true),
  set_config('hub.subject', $3, true), set_config('role', $4, true)`;

export const viewerValues = ({ kind, organizationId, subjectId }: Viewer): string[] => [
  kind,
  String(organizationId ?? ''),
  String(subjectId ?? ''),
  roleOf(kind),
];

/** The hub's own work has a role of its own. */
export const roleOf = (kind: Viewer['kind']): string => (kind === 'HUB' ? hubRole : viewerRole);
