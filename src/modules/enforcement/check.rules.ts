import type { ListColour, Verdict } from '../../kernel/terms.js';

export interface Hit {
  colour: ListColour;
  suspended: boolean;
}

/** What a check says of a known subject, from the entries it hit (design section 6). */
export const verdictOf = (hits: readonly Hit[]): Verdict => {
  const inEffect = hits.filter((hit) => !hit.suspended);
  const rewarded = inEffect.some((hit) => hit.colour === 'RED');
  const punished = inEffect.some((hit) => hit.colour !== 'RED');
  if (rewarded && punished) return 'BOTH';
  if (rewarded) return 'INCENTIVE';
  if (punished) return 'PUNISHMENT';
  return hits.length > 0 ? 'SUSPENDED' : 'CLEAR';
};
