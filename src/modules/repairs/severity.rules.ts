import type { Procedure, Severity } from '../../kernel/terms.js';
import { countyRepairRules } from './repair-regime.rules.js';

/** What of a record tells how serious it is. */
export interface Decision {
  procedure: Procedure | null;
  category: string | null;
  content: string | null;
  fineYuan: string | null;
  confiscatedYuan: string | null;
  ofPerson: boolean;
}

const seriousActs =
  /吊销|停产停业|责令关闭|限制(?:其)?(?:开展)?生产经营|(?:限制|禁止)从业|从业禁止|终身禁|市场禁入|降低资质/;
const minorActs = /^(?:警告|通报批评)(?:[、,，;；及和]*(?:警告|通报批评))*$/;

/**
 * The class of a decision (facts of Order 36): serious for a licence revoked, a business closed, a career barred, a
 * very large fine; minor for the simplified procedure, a warning or criticism alone; general otherwise.
 */
export const severityOfRecord = (decision: Decision): Severity => {
  const { procedure, category, content, fineYuan, confiscatedYuan, ofPerson } = decision;
  const huge = countyRepairRules.hugeFineYuan[ofPerson ? 'person' : 'organisation'];
  if (seriousActs.test(`${category ?? ''}\n${content ?? ''}`) || Number(fineYuan ?? 0) >= huge)
    return 'SERIOUS';
  if (procedure === 'SIMPLIFIED') return 'MINOR';
  const pays = Number(fineYuan ?? 0) > 0 || Number(confiscatedYuan ?? 0) > 0;
  return !pays && minorActs.test((category ?? '').replace(/\s/g, '')) ? 'MINOR' : 'GENERAL';
};
