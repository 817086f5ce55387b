/** Who did something, for separation of duties: a person or a client, and the organizations it acts for. */
export interface Hand {
  readonly actor: string;
  readonly organizationIds: readonly number[];
}

/** Whether the hand that acts now did the earlier act named by its actor. */
export type OwnHand = (earlier: string) => boolean;

const isPerson = ({ actor }: Hand): boolean => actor.startsWith('person:');

/**
 * Whether two acts come from one hand (design 5.10). A person is one hand whatever it signs in as; two clients are two.
 * A client names no person, so any person of its organization may stand behind it: the two count as one.
 */
export const sameHand = (a: Hand, b: Hand): boolean =>
  a.actor === b.actor ||
  (isPerson(a) !== isPerson(b) && a.organizationIds.some((each) => b.organizationIds.includes(each)));

/** The hand of one actor alone, compared by name: for data that nobody of an organization brought in. */
export const handNamed =
  (actor: string): OwnHand =>
  (earlier) =>
    earlier === actor;
