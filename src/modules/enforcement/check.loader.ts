import DataLoader from 'dataloader';
import { byId, byOwner } from '../../db/by-id.loader.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import {
  type HitKey,
  checksById,
  hitsOfChecks,
  measuresOfHits,
  resultsOfChecks,
} from './check.repository.js';
import type { DueMeasure } from './instruction.types.js';

export const checkLoader = byId(checksById);
export const checkResultsLoader = byOwner(resultsOfChecks, (row) => row.checkId);
export const checkHitsLoader = byOwner(hitsOfChecks, (row) => row.checkId);

const keyOf = ({ checkId, ordinal, entryId }: HitKey): string => `${checkId}/${ordinal}/${entryId}`;

export const hitMeasuresLoader = (reader: ScopedReader): DataLoader<HitKey, DueMeasure[], string> =>
  new DataLoader(
    async (keys) => {
      const groups = Map.groupBy(await measuresOfHits(reader, keys), keyOf);
      return keys.map((key) => groups.get(keyOf(key)) ?? []);
    },
    { cacheKeyFn: keyOf },
  );
