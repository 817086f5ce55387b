import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addMonths } from '../../../src/kernel/dates.js';
import { recordKinds } from '../../../src/kernel/terms.js';
import {
  type TermFacts,
  lastDayOfPublication,
  mayBePublished,
  penaltyClass,
} from '../../../src/modules/records/disclosure-term.rules.js';

const facts = (changes: Partial<TermFacts> = {}): TermFacts => ({
  kind: 'PENALTY',
  ofPerson: false,
  category: '罚款',
  content: '罚款20000元。',
  fineYuan: '20000.00',
  confiscatedYuan: null,
  procedure: 'ORDINARY',
  decidedOn: '2026-05-31',
  authorityName: '濮阳县税务局',
  publishUntil: null,
  ...changes,
});

const warned = { category: '警告', content: '警告。', fineYuan: null };
const market = { authorityName: '濮阳县市场监督管理局' };
const day = fc
  .integer({ min: 0, max: 9_000 })
  .map((days) => new Date(Date.UTC(2010, 0, 1 + days)).toISOString().slice(0, 10));
const text = fc.constantFrom(null, '罚款', '警告', '通报批评', '吊销许可证', '没收违法所得', '无');
const money = fc.option(fc.integer({ min: 0, max: 2_000_000 }).map((yuan) => `${yuan}.00`));
const anyFacts: fc.Arbitrary<TermFacts> = fc.record({
  kind: fc.constantFrom(...recordKinds),
  ofPerson: fc.boolean(),
  category: text,
  content: text,
  fineYuan: money,
  confiscatedYuan: money,
  procedure: fc.constantFrom('ORDINARY', 'SIMPLIFIED', null),
  decidedOn: day,
  authorityName: fc.constantFrom('濮阳县市场监督管理局', '濮阳县税务局'),
  publishUntil: fc.option(day),
});

describe('how grave a penalty is', () => {
  it.each([
    ['MINOR', warned],
    ['MINOR', { category: '通报批评', content: null, fineYuan: null }],
    ['MINOR', { fineYuan: '9999.99' }],
    ['MINOR', { procedure: 'SIMPLIFIED' }],
    ['MINOR', { ofPerson: true, fineYuan: '999.00' }],
    ['GENERAL', { ofPerson: true, fineYuan: '1000.00' }],
    ['GENERAL', { fineYuan: '10000.00' }],
    ['GENERAL', { fineYuan: '500.00', confiscatedYuan: '1.00' }],
    ['GENERAL', { category: null, content: null, fineYuan: null }],
    ['SERIOUS', { fineYuan: '1000000.00' }],
    ['SERIOUS', { content: '罚款500元；暂扣或吊销证照：食品经营许可证', fineYuan: '500.00' }],
    ['SERIOUS', { category: '警告、限制从业', fineYuan: null }],
  ] as const)('%s: %j', (severity, changes) => {
    expect(penaltyClass(facts(changes as Partial<TermFacts>))).toBe(severity);
  });
});

describe('the last day of publication', () => {
  it.each([
    ['three months for a minor penalty', warned, '2026-08-31'],
    ['one year for a general one', {}, '2027-05-31'],
    ['three years for a serious one', { content: '责令停产停业。' }, '2029-05-31'],
    ['what the provider declares where that is earlier', { publishUntil: '2026-07-01' }, '2026-07-01'],
    ['never what it declares where that is later', { publishUntil: '2099-12-31' }, '2027-05-31'],
    [
      'the eve of the rule that shortens it, for what was decided long before',
      { decidedOn: '2024-02-29', publishUntil: '2035-01-01' },
      '2026-03-31',
    ],
    [
      'what the market rule had ended already (SAMR 45)',
      { ...warned, ...market, category: '通报批评', decidedOn: '2024-02-29' },
      '2024-05-29',
    ],
    ['five years for a judgment (Henan 19)', { kind: 'JUDGMENT' }, '2031-05-31'],
    ['none for what speaks for the subject (Henan 19)', { kind: 'LICENCE' }, null],
  ] as const)('is %s', (_, changes, last) => {
    expect(lastDayOfPublication(facts(changes as Partial<TermFacts>))).toBe(last);
  });

  it('Henan 19: is never beyond five years nor beyond what was declared, whatever the decision', () => {
    fc.assert(
      fc.property(anyFacts, (each) => {
        const last = lastDayOfPublication(each);
        if (each.publishUntil !== null) expect(last! <= each.publishUntil).toBe(true);
        if (each.kind === 'PENALTY' || each.kind === 'JUDGMENT')
          expect(last! <= addMonths(each.decidedOn, 60)).toBe(true);
        else expect(last).toBe(each.publishUntil);
      }),
    );
  });

  it('is the same or earlier the milder the decision is', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 1, max: 100 }), (each, part) => {
        const milder = { ...each, fineYuan: String((Number(each.fineYuan ?? 0) * part) / 100) };
        fc.pre(each.kind === 'PENALTY' && Number(each.fineYuan ?? 0) > 0);
        expect(lastDayOfPublication(milder)! <= lastDayOfPublication(each)!).toBe(true);
      }),
    );
  });
});

describe('SAMR 45, article 2: a market penalty that is a warning only', () => {
  it('is not published', () => {
    expect(mayBePublished(facts({ ...warned, ...market }))).toBe(false);
    expect(mayBePublished(facts({ ...warned, ...market, fineYuan: '200.00' }))).toBe(true);
    expect(mayBePublished(facts({ ...warned, ...market, category: '警告、通报批评' }))).toBe(true);
    expect(mayBePublished(facts(warned))).toBe(true);
  });
});
