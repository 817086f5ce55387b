import type { HubModule, Kit } from '../module.js';
import { ClauseResolver, MeasureMemorandaResolver, SignatureResolver } from './clause.resolver.js';
import { clauseNodeLoader, memorandumLoader } from './memorandum.loader.js';
import { MemorandumResolver } from './memorandum.resolver.js';
import { MemorandumService } from './memorandum.service.js';

/** Memoranda of joint incentive and punishment (合作备忘录). */
export const createMemorandaModule = (kit: Kit): HubModule & { memoranda: MemorandumService } => {
  const memoranda = new MemorandumService(kit.work, kit.database, kit.clock);
  return {
    resolvers: [
      new MemorandumResolver(memoranda),
      new ClauseResolver(),
      new SignatureResolver(),
      new MeasureMemorandaResolver(),
    ],
    nodes: { Memorandum: memorandumLoader, Clause: clauseNodeLoader },
    memoranda,
  };
};

export { memorandumEnded, memorandumInForce } from './memorandum.events.js';
export { memorandumLifecycle } from './memorandum.lifecycle.js';
export { clauseLoader, memorandumLoader } from './memorandum.loader.js';
export type { MemorandumService } from './memorandum.service.js';
