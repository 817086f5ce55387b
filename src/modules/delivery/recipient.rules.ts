import type { RecipientGround } from '../../kernel/terms.js';

/** Working days in which whoever received something withdrawn must take it back and say so (Henan 42). */
export const acknowledgementDays = 1;

/** Who received or saw something, and how; by the thing's id. */
export type RecipientsOf = ReadonlyMap<number, readonly Recipient[]>;

export interface Recipient {
  organizationId: number;
  name: string;
  grounds: readonly RecipientGround[];
}
