import { defineLifecycle } from '../../kernel/lifecycle.js';
import type { MeasureStatus } from '../../kernel/terms.js';

/**
 * Only a PUBLISHED measure can be carried out (Policy 四(三)). What is published never changes: a better one is
 * drafted anew and the old one retired.
 */
export const measureLifecycle = defineLifecycle<MeasureStatus>({
  name: 'Measure',
  initial: ['DRAFT'],
  transitions: {
    DRAFT: ['PUBLISHED'],
    PUBLISHED: ['RETIRED'],
    RETIRED: [],
  },
});
