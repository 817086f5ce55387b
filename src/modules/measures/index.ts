import type { HubModule, Kit } from '../module.js';
import { measureLoader } from './measure.loader.js';
import { MeasureResolver } from './measure.resolver.js';
import { MeasureService } from './measure.service.js';

/** The catalogue of measures (措施清单). */
export const createMeasuresModule = (kit: Kit): HubModule & { measures: MeasureService } => {
  const measures = new MeasureService(kit.work);
  return { resolvers: [new MeasureResolver(measures)], nodes: { Measure: measureLoader }, measures };
};

export { measureRetired } from './measure.events.js';
export { measureLifecycle } from './measure.lifecycle.js';
export { measureLoader } from './measure.loader.js';
export type { MeasureService } from './measure.service.js';
