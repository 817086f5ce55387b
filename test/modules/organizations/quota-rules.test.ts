import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type QuotaShare, leaseFrom, shareAfter } from '../../../src/modules/organizations/quota.rules.js';

const windowAt = 0;

/** Nodes that charge one holder, as the service does, with the database as one number. */
const nodesThatCharge = (limit: number, count: number) => {
  const shares: (QuotaShare | undefined)[] = Array.from({ length: count });
  let spent = 0;
  return {
    charge: (node: number, cost: number): boolean => {
      const share = shares[node];
      if (share && share.lease >= cost) {
        shares[node] = { ...share, lease: share.lease - cost };
        return true;
      }
      const taken = leaseFrom(limit, share);
      spent += cost - (share?.lease ?? 0) + taken;
      shares[node] = shareAfter(limit, { windowAt, spent, taken, kept: 0 });
      return spent - taken <= limit;
    },
    stop: (node: number) => void (shares[node] = undefined),
  };
};

const requests = (nodes: number) =>
  fc.array(
    fc.record({
      node: fc.nat({ max: nodes - 1 }),
      cost: fc.integer({ min: 1, max: 3_000 }),
      stops: fc.integer({ min: 0, max: 30 }).map((each) => each === 0),
    }),
    { minLength: 50, maxLength: 400 },
  );

describe('a quota that several nodes charge', () => {
  it('never lets more through than there is, however they come, stop and start again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), requests(3), (limit, asked) => {
        const nodes = nodesThatCharge(limit, 3);
        let through = 0;
        for (const { node, cost, stops } of asked) {
          if (stops) nodes.stop(node);
          if (nodes.charge(node, cost)) through += cost;
        }
        expect(through).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('lets a single node spend all of it, to the unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), (limit) => {
        const nodes = nodesThatCharge(limit, 1);
        const cost = Math.max(1, Math.floor(limit / 500));
        let through = 0;
        while (nodes.charge(0, cost)) through += cost;
        expect(limit - through).toBeLessThan(cost);
      }),
    );
  });

  it('is counted one by one when little is left', () => {
    expect(leaseFrom(100_000, { windowAt, spent: 99_001, lease: 0 })).toBe(0);
    expect(leaseFrom(100_000, { windowAt, spent: 36_000, lease: 0 })).toBe(2_000);
    expect(leaseFrom(100_000, undefined)).toBe(0);
  });
});
