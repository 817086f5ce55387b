import type { EffectService } from '../lists/effect.service.js';
import type { HubModule, Kit } from '../module.js';
import { objectionLoader } from './objection.loader.js';
import { ObjectionPaperResolver } from './objection-paper.resolver.js';
import { EntryObjectionsResolver, ObjectionResolver } from './objection.resolver.js';
import { ObjectionService } from './objection.service.js';

export const createObjectionsModule = ({ work }: Kit, lower: { effects: EffectService }): HubModule => ({
  resolvers: [
    new ObjectionResolver(new ObjectionService(work, lower.effects)),
    new EntryObjectionsResolver(),
    new ObjectionPaperResolver(),
  ],
  nodes: { Objection: objectionLoader },
});
