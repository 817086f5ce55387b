import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type FieldRule,
  type FieldRuleName,
  type PolicyRow,
  fieldRules,
  permits,
} from '../../src/policy/predicates.js';
import { type Principal, publicPrincipal, scopes, viewerKinds } from '../../src/kernel/principal.js';
import { subjectKinds } from '../../src/kernel/terms.js';

const rules = Object.entries(fieldRules) as [FieldRuleName, FieldRule][];
const isOpen = (name: FieldRuleName) => name === 'open';

const id = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null });
const missing = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const row: fc.Arbitrary<PolicyRow> = fc.record(
  {
    subjectId: missing(id),
    identifiedById: missing(id),
    agencyId: missing(id),
    clear: missing(fc.boolean()),
    identifiedByViewer: missing(fc.boolean()),
    kind: missing(fc.constantFrom(...subjectKinds)),
    name: missing(fc.string()),
    verdict: missing(fc.constantFrom('CLEAR', 'PUNISHMENT', 'UNKNOWN_SUBJECT')),
  },
  { requiredKeys: [] },
);

const principal: fc.Arbitrary<Principal> = fc.record({
  kind: fc.constantFrom(...viewerKinds),
  organizationId: id,
  subjectId: id,
  clientId: fc.constant('client'),
  personId: fc.constant(null),
  scopes: fc.subarray(Object.keys(scopes)).map((granted) => new Set(granted)),
  purpose: fc.constant(null),
});

/** Rows about a person, or that do not say whom they are about. */
const personRow = row.map((each) => ({
  ...each,
  ...(each.kind === undefined ? {} : { kind: 'NATURAL_PERSON' }),
}));

const viewer = fc.record({ principal, mayReadNonPublic: fc.boolean() });
const rule = fc.constantFrom(...rules);

describe('a rule', () => {
  it('always answers yes or no, whatever the loaders left out', () => {
    fc.assert(
      fc.property(rule, viewer, row, ([, each], who, what) => {
        expect(typeof permits(each, who, what)).toBe('boolean');
      }),
    );
  });

  it('asks nothing of the scopes: those decide about operations, before any row', () => {
    fc.assert(
      fc.property(rule, viewer, row, ([, each], who, what) => {
        const without = { ...who, principal: { ...who.principal, scopes: new Set<string>() } };
        expect(permits(each, without, what)).toBe(permits(each, who, what));
      }),
    );
  });

  it('never shows more without a purpose than with one', () => {
    fc.assert(
      fc.property(rule, principal, row, ([, each], who, what) => {
        const may = (mayReadNonPublic: boolean) => permits(each, { principal: who, mayReadNonPublic }, what);
        if (may(false)) expect(may(true)).toBe(true);
      }),
    );
  });

  it('masks where it does not leave empty, and the mask is not the value', () => {
    const name = fc.constantFrom('张三', '欧阳小红', '王芳', 'Zhang San');
    fc.assert(
      fc.property(name, (clear) => {
        const masked = fieldRules.personName.otherwise({ name: clear, kind: 'NATURAL_PERSON' });
        expect(masked).not.toBe(clear);
        expect(masked).toContain('*');
      }),
    );
    expect(fieldRules.verdict.otherwise()).toBe('CLEAR');
  });
});

describe('the public', () => {
  const isPublic = fc.record({ principal: fc.constant(publicPrincipal), mayReadNonPublic: fc.boolean() });

  it('sees what is open, the identity of organisations, and nothing else, purpose or not', () => {
    fc.assert(
      fc.property(rule, isPublic, row, ([name, each], who, what) => {
        const ofOrganisation = what.kind !== undefined && what.kind !== 'NATURAL_PERSON';
        const isIdentity = ['personName', 'idNumber', 'idNumberMasked'].includes(name);
        expect(permits(each, who, what)).toBe(isOpen(name) || (isIdentity && ofOrganisation));
      }),
    );
  });
});

describe('ties', () => {
  const nobody = principal.map((who) => ({ ...who, organizationId: null, subjectId: null }));
  const agency = nobody.map((who) => ({ ...who, kind: 'AGENCY' as const }));
  const subject = nobody.map((who) => ({ ...who, kind: 'SUBJECT' as const }));
  const allowed = (name: FieldRuleName, who: Principal, what: PolicyRow) =>
    permits(fieldRules[name], { principal: who, mayReadNonPublic: true }, what);

  it('of an agency without an organization do not exist: null is not equal to null', () => {
    fc.assert(
      fc.property(agency, personRow, (who, what) => {
        expect(allowed('proceedings', who, what)).toBe(false);
        expect(allowed('executing', who, what)).toBe(false);
      }),
    );
  });

  it('of a subject without a subject do not exist: null is not equal to null', () => {
    fc.assert(
      fc.property(subject, personRow, (who, what) => {
        for (const name of [
          'proceedings',
          'executing',
          'idNumber',
          'idNumberMasked',
          'recordDetail',
        ] as const) {
          expect(allowed(name, who, what)).toBe(false);
        }
      }),
    );
  });

  it('of an agency are its own organization, of a subject itself, and of nobody a row that names nobody', () => {
    fc.assert(
      fc.property(principal, personRow, (who, what) => {
        if (who.kind === 'AGENCY') {
          const own = what.identifiedById != null && what.identifiedById === who.organizationId;
          expect(allowed('proceedings', who, what)).toBe(own);
          expect(allowed('executing', who, what)).toBe(
            what.agencyId != null && what.agencyId === who.organizationId,
          );
        }
        if (who.kind === 'SUBJECT') {
          const itself = what.subjectId != null && what.subjectId === who.subjectId;
          for (const name of ['proceedings', 'executing', 'idNumber', 'recordDetail'] as const) {
            expect(allowed(name, who, what)).toBe(itself);
          }
        }
      }),
    );
  });

  it('of a firm, a bank, an association or a region open no proceedings, ID numbers or facts', () => {
    const outsiders = principal.filter(({ kind }) =>
      ['FIRM', 'BANK', 'ASSOCIATION', 'REGION'].includes(kind),
    );
    fc.assert(
      fc.property(outsiders, personRow, (who, what) => {
        for (const name of [
          'proceedings',
          'executing',
          'idNumber',
          'recordDetail',
          'responsible',
          'government',
        ] as const) {
          expect(allowed(name, who, what)).toBe(false);
        }
      }),
    );
  });
});

describe('ID numbers', () => {
  // As the loaders have it: whose entry the agency identified, it has a tie to; oneself one knows.
  const loaded = fc.tuple(viewer, row).map(([who, what]) => {
    const itself = what.subjectId != null && what.subjectId === who.principal.subjectId;
    return [
      who,
      { ...what, clear: what.clear === true || what.identifiedByViewer === true || itself },
    ] as const;
  });

  it('are no secret of organisations, which have none', () => {
    fc.assert(
      fc.property(viewer, row, (who, what) => {
        fc.pre(what.kind !== undefined && what.kind !== 'NATURAL_PERSON');
        expect(permits(fieldRules.idNumber, who, what)).toBe(true);
      }),
    );
  });

  it('in clear are shown to nobody who may not see them masked, or not the name', () => {
    fc.assert(
      fc.property(loaded, ([who, what]) => {
        if (!permits(fieldRules.idNumber, who, what)) return;
        expect(permits(fieldRules.idNumberMasked, who, what)).toBe(true);
        expect(permits(fieldRules.personName, who, what)).toBe(true);
      }),
    );
  });

  it('in clear are for the office, the identifying agency and the person, with a purpose', () => {
    fc.assert(
      fc.property(viewer, personRow, (who, what) => {
        const { kind, subjectId } = who.principal;
        const expected =
          who.mayReadNonPublic &&
          (kind === 'OFFICE' ||
            (kind === 'AGENCY' && what.identifiedByViewer === true) ||
            (kind === 'SUBJECT' && what.subjectId != null && what.subjectId === subjectId));
        expect(permits(fieldRules.idNumber, who, what)).toBe(expected);
      }),
    );
  });
});

describe('names', () => {
  it('of a row that does not say what it is are masked like those of persons', () => {
    const who = { principal: publicPrincipal, mayReadNonPublic: true };
    expect(permits(fieldRules.personName, who, { name: '张三' })).toBe(false);
    expect(permits(fieldRules.personName, who, { name: '张三', kind: 'NATURAL_PERSON' })).toBe(false);
    expect(permits(fieldRules.personName, who, { name: '样例公司', kind: 'LEGAL_PERSON' })).toBe(true);
  });

  it('of persons are masked for auditors and other regions, whatever the tie', () => {
    for (const kind of ['AUDITOR', 'REGION', 'PUBLIC'] as const) {
      const who = { principal: { ...publicPrincipal, kind }, mayReadNonPublic: true };
      expect(permits(fieldRules.personName, who, { kind: 'NATURAL_PERSON', clear: true })).toBe(false);
    }
  });
});

describe('verdicts', () => {
  it('say "unknown to the hub" to agencies and the office only (design section 6)', () => {
    for (const kind of viewerKinds) {
      const who = { principal: { ...publicPrincipal, kind }, mayReadNonPublic: true };
      const told = permits(fieldRules.verdict, who, { verdict: 'UNKNOWN_SUBJECT' });
      expect([kind, told]).toEqual([kind, kind === 'AGENCY' || kind === 'OFFICE']);
    }
  });
});
