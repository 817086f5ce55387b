import type { Matter } from '../../kernel/principal.js';
import type {
  BasisRank,
  Level,
  ListColour,
  MeasureKind,
  RepairConditionKind,
  Trigger,
} from '../../kernel/terms.js';
import type { demoOrganizations } from '../../modules/organizations/demo.rules.js';

/** A measure of the reference catalogue. With a `draftReason` it stays a draft, without one it is published. */
export interface SeedMeasure {
  code: string;
  name: string;
  kind: MeasureKind;
  tier: ListColour;
  matters: Matter[];
  basisText: string;
  basisRank: BasisRank;
  level: Level;
  catchAll: boolean;
  limit: string | null;
  maxMonths: number | null;
  termMonths: number | null;
  repairPath: string | null;
  draftReason: string | null;
}

/** What the measures of one source have in common. */
export type SeedDefaults = Omit<SeedMeasure, 'code' | 'name' | 'matters'>;

/** Which body of the county, by the key of the demonstration. */
export type BodyKey = (typeof demoOrganizations)[number]['key'];

/** A list as defined by the rules it rests on. */
export interface SeedList {
  code: string;
  name: string;
  colour: ListColour;
  level: Level;
  /** Who keeps it in the county. */
  keeper: BodyKey;
  basis: string;
  termMonths: number | null;
  repairPath: string | null;
  /** The list's own rule of repair (Henan 37), where one is known; in the shape the lists module reads. */
  repairRule?: {
    minimumMonths: number | null;
    from: 'PUBLICATION' | 'DUTIES_DONE';
    conditions: RepairConditionKind[];
    source: string;
  };
}

export interface SeedClause {
  measure: string;
  implementer: BodyKey;
  matter: Matter;
  trigger: Trigger;
  basis: string;
  feedbackDays: number;
}

/** A memorandum of the demonstration. */
export interface SeedMemorandum {
  number: string;
  title: string;
  colour: ListColour;
  lists: string[];
  initiator: BodyKey;
  signatories: BodyKey[];
  clauses: SeedClause[];
  repairPath: string;
}

export const catchAllReason =
  '兜底项未列明具体措施，不得公布、不得实施；须由法律法规列明具体措施后另行起草（濮县信用办〔2022〕12号四（三））';

export const ungroundedReason =
  '依据未明确到法律、行政法规条款，未公布不得实施（豫信用条例第34条、濮县信用办〔2022〕12号四（三））';
