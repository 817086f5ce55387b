import { check } from './check.mjs';
import { embedded } from './embedded.mjs';
import { listPage } from './list-page.mjs';
import { authorization, batch, growth, screening, tail } from './screening.mjs';
import { statistics } from './statistics.mjs';

/**
 * In this order: what writes comes last, so that what it leaves behind slows nobody. Each has askers by name (`peer`: the
 * process asked, where its name is another) and, by key, whom the hub is compared with.
 */
export const scenarios = [
  screening,
  authorization,
  growth,
  tail,
  batch,
  listPage,
  statistics,
  check,
  ...embedded,
];
