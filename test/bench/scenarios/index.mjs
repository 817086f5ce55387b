import { checkHundred, checkOne } from './check.mjs';
import { listPage } from './list-page.mjs';
import { agencyScreening, publicScreening } from './screening.mjs';

/** In this order: those that write come last, so that what they leave behind slows nobody. */
export const scenarios = [publicScreening, agencyScreening, listPage, checkOne, checkHundred];
