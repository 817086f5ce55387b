import { describe, expect, it } from '@jest/globals';
import { mayCall } from '../../src/policy/apply.js';
import { operationRights } from '../../src/policy/operations.js';
import { type FieldRule, type PolicyRow, fieldRules, permits } from '../../src/policy/predicates.js';
import { fieldRights } from '../../src/policy/table.js';
import {
  type Principal,
  type ViewerKind,
  publicPrincipal,
  scopes,
  viewerKinds,
} from '../../src/kernel/principal.js';

/** Stored as it is: a change of rights shows as a change of a line a person can read. */
expect.addSnapshotSerializer({
  test: (value) => typeof value === 'string',
  serialize: (value: string) => value,
});

const ownOrganization = 1;
const ownSubject = 1;
const other = 2;

const viewerOf = (kind: ViewerKind): Principal => ({
  ...publicPrincipal,
  kind,
  organizationId: kind === 'PUBLIC' || kind === 'SUBJECT' ? null : ownOrganization,
  subjectId: kind === 'SUBJECT' ? ownSubject : null,
});

/** A subject reads about itself without a purpose, the others do not. */
const readerOf = (kind: ViewerKind, withPurpose: boolean) => ({
  principal: viewerOf(kind),
  mayReadNonPublic: withPurpose || kind === 'SUBJECT',
});

const line = (head: string, cells: readonly string[], width: number) =>
  `${head.padEnd(width)} ${cells.map((cell) => cell.padEnd(12)).join('')}`.trimEnd();

const table = (rows: readonly (readonly [string, readonly string[]])[]): string => {
  const width = Math.max(...rows.map(([head]) => head.length)) + 1;
  return [
    '',
    line('', viewerKinds, width),
    ...rows.map(([head, cells]) => line(head, cells, width)),
    '',
  ].join('\n');
};

describe('who sees which field', () => {
  // yes · purpose: with x-purpose · some: depends on the row · masked: a masked value instead · - nothing
  const cell = (rule: FieldRule, kind: ViewerKind): string => {
    const verdict = rule.allows[kind];
    if (verdict === true) return rule.openWhen ? 'purpose' : 'yes';
    if (verdict === false) return rule.otherwise ? 'masked' : '-';
    return rule.otherwise ? 'some/masked' : 'some';
  };

  it('of every type', () => {
    const rows = Object.entries(fieldRights).flatMap(([type, fields]) =>
      Object.entries(fields).map(
        ([field, name]) =>
          [`${type}.${field}`, viewerKinds.map((kind) => cell(fieldRules[name], kind))] as const,
      ),
    );
    expect(table(rows)).toMatchSnapshot();
  });

  /** What can be so about a row, as the loaders tell it. */
  const situations: Record<string, PolicyRow> = {
    'an organisation, no tie': {
      kind: 'LEGAL_PERSON',
      subjectId: other,
      identifiedById: other,
      agencyId: other,
    },
    'an organisation itself': {
      kind: 'LEGAL_PERSON',
      subjectId: ownSubject,
      identifiedById: other,
      agencyId: other,
    },
    'a person, no tie': { kind: 'NATURAL_PERSON', subjectId: other, identifiedById: other, agencyId: other },
    'a person, tie or match': {
      kind: 'NATURAL_PERSON',
      clear: true,
      subjectId: other,
      identifiedById: other,
      agencyId: other,
    },
    'a person, identified by the own agency': {
      kind: 'NATURAL_PERSON',
      clear: true,
      identifiedByViewer: true,
      subjectId: other,
      identifiedById: ownOrganization,
      agencyId: other,
    },
    'a person itself': {
      kind: 'NATURAL_PERSON',
      clear: true,
      subjectId: ownSubject,
      identifiedById: other,
      agencyId: other,
    },
    'for the own agency to carry out': {
      kind: 'PUNISHMENT',
      subjectId: other,
      identifiedById: other,
      agencyId: ownOrganization,
    },
    'unknown to the hub': { verdict: 'UNKNOWN_SUBJECT', agencyId: ownOrganization },
    'nothing known of it': {},
  };

  it.each(Object.entries(fieldRules) as [string, FieldRule][])('under the rule %s', (_, rule) => {
    const rows = Object.entries(situations).map(
      ([situation, row]) =>
        [
          situation,
          viewerKinds.map((kind) => {
            const may = (withPurpose: boolean) => permits(rule, readerOf(kind, withPurpose), row);
            if (may(false)) return 'yes';
            if (may(true)) return 'purpose';
            return rule.otherwise ? 'masked' : '-';
          }),
        ] as const,
    );
    expect(table(rows)).toMatchSnapshot();
  });
});

describe('who may call which operation', () => {
  const purpose = { matter: 'LICENSING', businessNumber: '1' } as const;

  /** What the token needs: nothing, a sign-in, a scope, a purpose, or it is closed to the kind. */
  const needs = (kind: ViewerKind, type: 'Query' | 'Mutation', name: string): string => {
    const right = operationRights[type][name];
    const bare = viewerOf(kind);
    const withScope = { ...bare, scopes: new Set(right?.scope ? [right.scope] : []) };
    const answers = [bare, { ...bare, purpose }, withScope, { ...withScope, purpose }].map(
      (principal) => mayCall(principal, right, name) === true,
    );
    const [alone, withPurpose, scoped, both] = answers;
    if (alone) return 'yes';
    if (withPurpose) return 'purpose';
    if (scoped) return 'scope';
    return both ? 'scope+purp.' : '-';
  };

  it.each(['Query', 'Mutation'] as const)('%s', (type) => {
    const rows = Object.entries(operationRights[type]).map(
      ([name, right]) =>
        [
          `${name}${right.scope ? ` (${right.scope})` : ''}`,
          viewerKinds.map((kind) => needs(kind, type, name)),
        ] as const,
    );
    expect(table(rows)).toMatchSnapshot();
  });

  it('asks for scopes that there are', () => {
    for (const fields of Object.values(operationRights)) {
      for (const { scope } of Object.values(fields)) if (scope) expect(Object.keys(scopes)).toContain(scope);
    }
  });
});
