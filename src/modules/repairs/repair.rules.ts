import type { RepairConditionKind } from '../../kernel/terms.js';

/** A condition of repair as it stands: met or not, why, and what is missing. */
export interface AssessedCondition {
  kind: RepairConditionKind;
  met: boolean;
  /** One sentence in Chinese with its source. */
  reason: string;
  /** The first day on which time alone meets it, where time does. */
  metFrom: string | null;
}
