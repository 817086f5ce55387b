import { addMonths } from '../../../src/kernel/dates.js';
import type { EntryStatus, InstructionStatus } from '../../../src/kernel/terms.js';

/**
 * What a walk believes: the life of one black entry, its objections and its instructions, written a second time from
 * the law and the design, without a database.
 */

export interface ModelClause {
  key: string;
  memorandum: 'M1' | 'M2';
  measure: 'A' | 'B';
  agency: 'tax' | 'market' | 'services';
  onCheck: boolean;
}

/** Measure A may last one month by law. */
export const limitMonths = { A: 1, B: null } as const;

export const clauses: readonly ModelClause[] = [
  { key: 'p1', memorandum: 'M1', measure: 'A', agency: 'tax', onCheck: false },
  { key: 'c1', memorandum: 'M1', measure: 'B', agency: 'services', onCheck: true },
  { key: 'p2', memorandum: 'M2', measure: 'B', agency: 'market', onCheck: false },
  { key: 'c2', memorandum: 'M2', measure: 'A', agency: 'services', onCheck: true },
];

export interface ModelInstruction {
  clause: ModelClause;
  business: string | null;
  status: InstructionStatus;
  before: InstructionStatus | null;
  told: boolean;
}

interface ModelObjection {
  ground: string;
  evidence: readonly string[];
  status: 'OPEN' | 'UPHELD' | 'DISMISSED';
  suspends: boolean;
}

const living: readonly EntryStatus[] = ['PROPOSED', 'NOTIFIED', 'PUBLISHED', 'SUSPENDED'];
const inEffect: readonly EntryStatus[] = ['PUBLISHED', 'SUSPENDED'];
const active: readonly InstructionStatus[] = ['ISSUED', 'ACKNOWLEDGED', 'APPLIED'];

/** Each method does what may be done and says true, or changes nothing and says false: refused. */
export class Life {
  status: EntryStatus = 'PROPOSED';
  objected = false;
  publishableFrom: string | null = null;
  validFrom: string | null = null;
  readonly objections: ModelObjection[] = [];
  readonly instructions: ModelInstruction[] = [];
  readonly measures = { A: true, B: true };
  readonly memoranda: Record<'M1' | 'M2', 'SIGNING' | 'IN_FORCE' | 'ENDED'> = {
    M1: 'IN_FORCE',
    M2: 'SIGNING',
  };

  constructor(
    public day: string,
    readonly validUntil: string,
  ) {}

  notify(publishableFrom: string): boolean {
    if (this.status !== 'PROPOSED') return false;
    this.status = 'NOTIFIED';
    this.publishableFrom = publishableFrom;
    return true;
  }

  publish(): boolean {
    const told = this.status === 'NOTIFIED' && this.publishableFrom! <= this.day;
    if (!told || this.objected || this.isOver) return false;
    this.status = 'PUBLISHED';
    this.validFrom = this.day;
    this.issue(null);
    return true;
  }

  object(ground: string, evidence: readonly string[]): boolean {
    const same = this.objections.filter((each) => each.ground === ground);
    if (!living.includes(this.status) || same.some(({ status }) => status === 'OPEN')) return false;
    const dismissed = same.filter(({ status }) => status === 'DISMISSED');
    const known = dismissed.flatMap((each) => each.evidence);
    const suspends = dismissed.length === 0 || evidence.some((each) => !known.includes(each));
    this.objections.push({ ground, evidence, status: 'OPEN', suspends });
    if (!suspends) return true;
    this.objected = true;
    if (this.status === 'PUBLISHED') {
      this.status = 'SUSPENDED';
      for (const each of this.instructions)
        if (active.includes(each.status)) Object.assign(each, { before: each.status, status: 'SUSPENDED' });
    }
    return true;
  }

  decide(index: number, upheld: boolean): boolean {
    const objection = this.objections[index];
    if (objection?.status !== 'OPEN') return false;
    objection.status = upheld ? 'UPHELD' : 'DISMISSED';
    if (!living.includes(this.status)) return true;
    if (upheld) this.end(inEffect.includes(this.status) ? 'REVOKED' : 'REJECTED');
    else if (objection.suspends && !this.isHeld) this.release();
    return true;
  }

  check(business: string): 'PUNISHMENT' | 'SUSPENDED' | 'CLEAR' {
    if (!inEffect.includes(this.status) || this.isOver) return 'CLEAR';
    if (this.status === 'SUSPENDED') return 'SUSPENDED';
    this.issue(business);
    return 'PUNISHMENT';
  }

  sweep(): void {
    if (inEffect.includes(this.status) && this.isOver) this.end('EXPIRED');
    this.stop(({ clause }) => !this.isWithinLimit(clause));
  }

  revoke(): boolean {
    if (!inEffect.includes(this.status)) return false;
    this.end('REVOKED');
    return true;
  }

  withdraw(): boolean {
    if (this.status !== 'PROPOSED' && this.status !== 'NOTIFIED') return false;
    this.end('WITHDRAWN');
    return true;
  }

  retire(measure: 'A' | 'B'): boolean {
    if (!this.measures[measure]) return false;
    this.measures[measure] = false;
    this.stop(({ clause }) => clause.measure === measure);
    return true;
  }

  endMemorandum(memorandum: 'M1' | 'M2'): boolean {
    if (this.memoranda[memorandum] !== 'IN_FORCE') return false;
    this.memoranda[memorandum] = 'ENDED';
    this.stop(({ clause }) => clause.memorandum === memorandum);
    return true;
  }

  bringIntoForce(): boolean {
    if (this.memoranda.M2 !== 'SIGNING' || !this.measures.A || !this.measures.B) return false;
    this.memoranda.M2 = 'IN_FORCE';
    if (this.status === 'PUBLISHED' && !this.isOver) this.issue(null);
    return true;
  }

  acknowledge(each: ModelInstruction): boolean {
    return this.turn(each, ['ISSUED'], 'ACKNOWLEDGED');
  }

  tell(each: ModelInstruction): boolean {
    if (each.status !== 'ISSUED' && each.status !== 'ACKNOWLEDGED') return false;
    each.told = true;
    return true;
  }

  apply(each: ModelInstruction): boolean {
    if (!each.told || this.isOver || !this.isWithinLimit(each.clause)) return false;
    return this.turn(each, ['ACKNOWLEDGED'], 'APPLIED');
  }

  decline(each: ModelInstruction): boolean {
    return this.turn(each, ['ISSUED', 'ACKNOWLEDGED'], 'DECLINED');
  }

  get isHeld(): boolean {
    return this.objections.some(({ status, suspends }) => status === 'OPEN' && suspends);
  }

  private get isOver(): boolean {
    return this.validUntil < this.day;
  }

  private isWithinLimit({ measure }: ModelClause): boolean {
    const months = limitMonths[measure];
    return months === null || this.validFrom === null || this.day <= addMonths(this.validFrom, months);
  }

  private binds(clause: ModelClause): boolean {
    return (
      this.memoranda[clause.memorandum] === 'IN_FORCE' &&
      this.measures[clause.measure] &&
      this.isWithinLimit(clause)
    );
  }

  private issue(business: string | null): void {
    for (const clause of clauses.filter(({ onCheck }) => onCheck === (business !== null))) {
      const stands = this.instructions.some(
        (each) =>
          each.clause === clause &&
          each.business === business &&
          !['LIFTED', 'CANCELLED'].includes(each.status),
      );
      if (this.binds(clause) && !stands)
        this.instructions.push({ clause, business, status: 'ISSUED', before: null, told: false });
    }
  }

  private release(): void {
    this.objected = false;
    if (this.status !== 'SUSPENDED') return;
    if (this.isOver) return this.end('EXPIRED');
    this.status = 'PUBLISHED';
    for (const each of this.instructions)
      if (each.status === 'SUSPENDED' && this.binds(each.clause))
        Object.assign(each, { status: each.before, before: null });
    this.stop(({ status }) => status === 'SUSPENDED');
    this.issue(null);
  }

  private end(status: EntryStatus): void {
    this.status = status;
    this.objected = false;
    this.stop(() => true);
  }

  private stop(which: (each: ModelInstruction) => boolean): void {
    for (const each of this.instructions.filter(which)) {
      if (!active.includes(each.status) && each.status !== 'SUSPENDED') continue;
      const was = each.before ?? each.status;
      Object.assign(each, { status: was === 'APPLIED' ? 'LIFTED' : 'CANCELLED', before: null });
    }
  }

  private turn(each: ModelInstruction, from: InstructionStatus[], to: InstructionStatus): boolean {
    if (!from.includes(each.status)) return false;
    each.status = to;
    return true;
  }
}
