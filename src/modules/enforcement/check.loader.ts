import { byId, byOwnerAhead, byPartAhead } from '../../db/by-id.loader.js';
import {
  type DueOfHit,
  type HitKey,
  type ResultKey,
  checksById,
  hitsOfChecks,
  measuresOfChecks,
  resultsOfChecks,
} from './check.repository.js';
import type { CheckHit } from './check.types.js';

const checkOf = ({ checkId }: ResultKey): number => checkId;

export const checkLoader = byId(checksById);
export const checkResultsLoader = byOwnerAhead(resultsOfChecks, checkOf);
export const resultHitsLoader = byPartAhead<CheckHit, ResultKey>(
  hitsOfChecks,
  checkOf,
  ({ checkId, ordinal }) => `${checkId}/${ordinal}`,
);
export const hitMeasuresLoader = byPartAhead<DueOfHit, HitKey>(
  measuresOfChecks,
  checkOf,
  ({ checkId, ordinal, entryId }) => `${checkId}/${ordinal}/${entryId}`,
);
