import type { RestorationCause } from './terms.js';

/** Why something wrong is unwound, and the objection or outcome behind it (Henan 42, 66). */
export interface Cause {
  kind: RestorationCause;
  objectionId?: number;
  outcomeId?: number;
}
