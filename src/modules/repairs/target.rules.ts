import { addMonths } from '../../kernel/dates.js';
import type {
  DisclosureMode,
  EntryOrigin,
  EntryStatus,
  ListColour,
  Procedure,
  RecordKind,
  Severity,
} from '../../kernel/terms.js';
import { lastDay, longestDisclosure } from '../lists/entry.rules.js';
import type { ListRepairRule } from '../lists/list.entity.js';
import type { Proofs } from './condition.rules.js';
import { marketBody } from './repair-regime.rules.js';
import { type RepairAssessment, type RepairTarget, assessRepair } from './repair.rules.js';
import { severityOfRecord } from './severity.rules.js';

/** What the hub knows of a target of repair and of its subject's conduct since. */
export interface Conduct {
  id: number;
  number: string;
  subjectId: number;
  subjectName: string;
  ofPerson: boolean;
  /** Who identified it or provided it: it repairs (谁认定、谁修复). */
  deciderId: number;
  deciderName: string;
  decidedOn: string;
  validFrom: string | null;
  validUntil: string | null;
  objected: boolean;
  serviceHours: number;
  laterPenalties: string[];
  blackLists: string[];
}

export interface EntryFacts extends Conduct {
  kind: 'ENTRY';
  status: EntryStatus;
  colour: ListColour;
  origin: EntryOrigin;
  severity: Severity;
  ground: string;
  publishedOn: string | null;
  keeperId: number;
  listCode: string;
  listName: string;
  termMonths: number | null;
  repairRule: ListRepairRule | null;
}

export interface RecordFacts extends Conduct {
  kind: 'RECORD';
  recordKind: RecordKind;
  title: string;
  procedure: Procedure | null;
  category: string | null;
  content: string | null;
  fineYuan: string | null;
  confiscatedYuan: string | null;
  authorityName: string;
  disclosure: DisclosureMode;
  publishUntil: string | null;
  withdrawnAt: Date | null;
}

export type TargetFacts = EntryFacts | RecordFacts;

const entryTarget = (facts: EntryFacts, today: string): RepairTarget => {
  const { origin, publishedOn, validFrom, validUntil, termMonths, repairRule } = facts;
  const elsewhere =
    origin === 'UPSTREAM' && validFrom !== null && publishedOn !== null && validFrom < publishedOn;
  return {
    severity: facts.severity,
    factOn: facts.decidedOn,
    startsOn: elsewhere ? validFrom : publishedOn,
    endsOn: validUntil ?? lastDay(validFrom ?? publishedOn ?? today, null, termMonths),
    // The lists of market supervision have rules of their own; Order 45 is about penalties.
    market: false,
    capped: false,
    acts: facts.ground,
    notRepairable: facts.colour === 'RED' ? '联合激励名单条目不是失信信息，不适用信用修复' : null,
    listRule:
      repairRule === null ? null : { ...repairRule, listCode: facts.listCode, listName: facts.listName },
  };
};

const recordTarget = (facts: RecordFacts): RepairTarget => {
  const { recordKind, decidedOn, publishUntil, title, category, content, authorityName, deciderName } = facts;
  const adverse = recordKind === 'PENALTY' || recordKind === 'JUDGMENT';
  return {
    severity: severityOfRecord(facts),
    factOn: decidedOn,
    startsOn: decidedOn,
    endsOn: publishUntil ?? addMonths(decidedOn, longestDisclosure),
    market: recordKind === 'PENALTY' && (marketBody.test(authorityName) || marketBody.test(deciderName)),
    capped: true,
    acts: [title, category, content].join('\n'),
    notRepairable: adverse ? null : '该信息不是失信信息，不适用信用修复',
    listRule: null,
  };
};

export const targetOf = (facts: TargetFacts, today: string): RepairTarget =>
  facts.kind === 'ENTRY' ? entryTarget(facts, today) : recordTarget(facts);

/** What an application brings forward. */
export interface Application {
  dutiesStatement: string;
  dutiesDoneOn: string | null;
  dutiesConfirmed: boolean | null;
  commitment: string | null;
  trainingCertificate: string | null;
  creditReport: string | null;
}

const said = (text: string | null): boolean => text !== null && text.trim() !== '';

const proofsOf = (
  { serviceHours, laterPenalties, blackLists }: Conduct,
  application: Application | null,
): Proofs => ({
  dutiesClaimed: application !== null && said(application.dutiesStatement),
  dutiesDoneOn: application?.dutiesDoneOn ?? null,
  dutiesConfirmed: application?.dutiesConfirmed ?? null,
  commitment: application !== null && said(application.commitment),
  trainingCertificate: application !== null && said(application.trainingCertificate),
  creditReport: application !== null && said(application.creditReport),
  serviceHours,
  laterPenalties,
  blackLists,
});

/** Weighs what an application brings forward, or how things stand without one, against the rules. */
export const weigh = (
  facts: TargetFacts,
  application: Application | null,
  days: { appliedOn: string; today: string },
): RepairAssessment => assessRepair(targetOf(facts, days.today), proofsOf(facts, application), days);
