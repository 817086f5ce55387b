import { describe, expect, it } from '@jest/globals';
import type { Declared } from '../../../src/modules/records/admissibility.rules.js';
import { inadmissible } from '../../../src/modules/records/admissibility.rules.js';

const declared: Declared = { procedure: 'ORDINARY', finality: 'FINAL', minorRemedied: false };

describe('what is not admissible', () => {
  it.each([
    [{ procedure: 'SIMPLIFIED' }, 'NATURAL_PERSON', 'Henan 13'],
    [{ procedure: 'SIMPLIFIED' }, 'LEGAL_PERSON', undefined],
    [{ minorRemedied: true }, 'NATURAL_PERSON', 'Henan 13'],
    [{ minorRemedied: true }, 'SOLE_TRADER', undefined],
    [{ finality: 'OPEN' }, 'NATURAL_PERSON', 'Henan 20(2)'],
    [{ finality: 'OPEN' }, 'LEGAL_PERSON', 'Henan 20(2)'],
    [{ finality: 'OPEN', procedure: 'SIMPLIFIED' }, 'NATURAL_PERSON', 'Henan 13'],
    [{}, 'NATURAL_PERSON', undefined],
  ] as const)('%j on a %s: %s', (overrides, kind, article) => {
    expect(inadmissible({ ...declared, ...overrides }, kind)?.article).toBe(article);
  });
});
