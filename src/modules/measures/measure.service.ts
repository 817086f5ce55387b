import { ownHands } from '../ledger/hand.repository.js';
import { HubError, badInput, notFound } from '../../kernel/errors.js';
import { assertTransition } from '../../kernel/lifecycle.js';
import { sql } from '../../kernel/sql.js';
import { assertVersion } from '../../kernel/version.rules.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { organizationsByCode } from '../organizations/organization.repository.js';
import { MeasureEntity, MeasureImplementerEntity } from './measure.entity.js';
import { measureRetired } from './measure.events.js';
import { measureLifecycle } from './measure.lifecycle.js';
import { type LockedMeasure, lockMeasure, setPublished, setRetired } from './measure.repository.js';
import { assertDraft, assertPublishable } from './measure.rules.js';
import type { DraftMeasureInput, PublishMeasureInput, RetireMeasureInput } from './measure.types.js';

/** The catalogue of measures: drafted by one, published by another, retired for good (Policy 四(三), Henan 29). */
export class MeasureService {
  constructor(private readonly work: UnitOfWork) {}

  /** Takes a measure into the catalogue as a draft, which nobody can carry out. */
  draftMeasure(act: Act, input: DraftMeasureInput): Promise<{ measureId: number }> {
    return this.work.run(act, 'draftMeasure', input, async (unit) => {
      assertDraft(input);
      const implementers = await requireImplementers(unit, input.implementers);
      await refuseTakenCode(unit, input.code);
      const measureId = await store(unit, input, implementers);
      await unit.status({ target: 'Measure', targetIds: [measureId], from: null, to: 'DRAFT' });
      unit.audit({
        event: 'measures.measureDrafted',
        target: 'Measure',
        targetId: measureId,
        detail: { code: input.code, kind: input.kind, tier: input.tier, basisRank: input.basisRank },
      });
      return { measureId };
    });
  }

  /** Makes a draft executable, by another person than its drafter (Policy 四(三), Henan 31, 34). */
  publishMeasure(act: Act, input: PublishMeasureInput): Promise<{ measureId: number }> {
    return this.work.run(act, 'publishMeasure', input, async (unit) => {
      const measure = await requireMeasure(unit, input);
      assertTransition(measureLifecycle, measure.status, 'PUBLISHED');
      assertPublishable(measure, await ownHands(unit, [measure.draftedBy]));
      await setPublished(unit, measure.id);
      await note(unit, measure, 'PUBLISHED');
      return { measureId: measure.id };
    });
  }

  /** Ends a measure for good; what is still being carried out of it stops in the same transaction. */
  retireMeasure(act: Act, input: RetireMeasureInput): Promise<{ measureId: number }> {
    return this.work.run(act, 'retireMeasure', input, async (unit) => {
      const reason = input.reason.trim();
      if (reason === '')
        throw badInput('input.reason', 'Say why the measure ends: its implementers read it.');
      const measure = await requireMeasure(unit, input);
      assertTransition(measureLifecycle, measure.status, 'RETIRED');
      await setRetired(unit, measure.id);
      await note(unit, measure, 'RETIRED', reason);
      // After the update: whoever publishes an entry meanwhile waits for the row and then finds it retired.
      await unit.emit(measureRetired({ measureId: measure.id, reason }));
      return { measureId: measure.id };
    });
  }
}

const store = async (unit: Unit, input: DraftMeasureInput, implementers: number[]): Promise<number> => {
  const measure = unit.em.create(MeasureEntity, {
    code: input.code,
    name: input.name.trim(),
    kind: input.kind,
    tier: input.tier,
    matters: [...new Set(input.matters)],
    basisText: input.basisText.trim(),
    basisRank: input.basisRank,
    catchAll: input.catchAll ?? false,
    limitText: input.limit ?? null,
    maxMonths: input.maxMonths ?? null,
    level: input.level,
    status: 'DRAFT',
    termMonths: input.termMonths ?? null,
    repairPath: input.repairPath ?? null,
    draftedBy: unit.actor,
  });
  await unit.em.flush();
  for (const organization of implementers)
    unit.em.create(MeasureImplementerEntity, { measure: measure.id, organization });
  await unit.em.flush();
  return measure.id;
};

const requireMeasure = async (unit: Unit, input: PublishMeasureInput): Promise<LockedMeasure> => {
  const measure = await lockMeasure(unit, input.measure);
  if (!measure) throw notFound(`Measure ${input.measure}`, 'input.measure');
  assertVersion(`Measure ${measure.code}`, measure, input);
  return measure;
};

const requireImplementers = async (unit: Unit, codes: readonly string[]): Promise<number[]> => {
  const known = await organizationsByCode(unit, codes);
  for (const [index, code] of codes.entries()) {
    const field = `input.implementers[${index}]`;
    const organization = known.get(code);
    if (!organization)
      throw badInput(field, `There is no organization ${code}. organizations tells which there are.`);
    if (!organization.active) throw badInput(field, `Organization ${code} takes no part any more.`);
  }
  return [...new Set([...known.values()].map((each) => each.id))];
};

const refuseTakenCode = async (unit: Unit, code: string): Promise<void> => {
  const taken = await unit.one<{ version: number }>(sql`select version from measure where code = ${code}`);
  if (!taken) return;
  throw new HubError('CONFLICT', `Measure ${code} exists already. Choose another code.`, {
    field: 'input.code',
    version: taken.version,
    currentVersion: taken.version,
  });
};

/** History, audit and the public change of a publication or retirement. */
const note = async (
  unit: Unit,
  measure: LockedMeasure,
  to: 'PUBLISHED' | 'RETIRED',
  reason?: string,
): Promise<void> => {
  const target = { target: 'Measure', targetId: measure.id };
  await unit.status({
    target: 'Measure',
    targetIds: [measure.id],
    from: measure.status,
    to,
    reason: reason ?? null,
  });
  unit.audit({
    ...target,
    event: to === 'PUBLISHED' ? 'measures.measurePublished' : 'measures.measureRetired',
    detail: { code: measure.code, tier: measure.tier, basisRank: measure.basisRank },
  });
  unit.change({
    ...target,
    type: to === 'PUBLISHED' ? 'MEASURE_PUBLISHED' : 'MEASURE_RETIRED',
    audience: 'PUBLIC',
    summary: { code: measure.code, kind: measure.kind, tier: measure.tier },
  });
};
