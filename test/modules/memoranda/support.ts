import 'reflect-metadata';
import { readConfig } from '../../../src/config.js';
import type { Database } from '../../../src/db/database.js';
import { type FakeClock, fakeClock } from '../../../src/kernel/clock.js';
import { type DomainEvent, EventBus, type EventKind } from '../../../src/kernel/events.js';
import { Keys } from '../../../src/kernel/keys.js';
import { type Principal, systemPrincipal } from '../../../src/kernel/principal.js';
import { sql } from '../../../src/kernel/sql.js';
import { type Act, type Unit, UnitOfWork } from '../../../src/modules/ledger/unit.service.js';
import { createMeasuresModule } from '../../../src/modules/measures/index.js';
import type { DraftMeasureInput } from '../../../src/modules/measures/measure.types.js';
import { createMemorandaModule } from '../../../src/modules/memoranda/index.js';
import type { ClauseInput, DraftMemorandumInput } from '../../../src/modules/memoranda/memorandum.types.js';
import type { Kit } from '../../../src/modules/module.js';
import { openTestDatabase } from '../../support/database.js';

/** A Monday with a full holiday calendar around it. */
export const startDay = '2026-03-16';

/** A catalogue with three agencies, one list of each colour and its services, on a database of its own. */
export const openCatalogue = async () => {
  const database = await openTestDatabase();
  const clock: FakeClock = fakeClock(startDay);
  const bus = new EventBus<Unit>();
  const keys = new Keys('test-only-key-test-only-key-test-only-key');
  const kit: Kit = {
    config: readConfig({}),
    database,
    clock,
    keys,
    bus,
    work: new UnitOfWork(database, clock, bus, keys),
  };
  const organizations = await arrange(database);
  const { measures } = createMeasuresModule(kit);
  const { memoranda } = createMemorandaModule(kit);
  return { kit, database, clock, bus, measures, memoranda, organizations };
};

export type Catalogue = Awaited<ReturnType<typeof openCatalogue>>;

export const bodies = ['OFFICE', 'MARKET', 'TAX', 'HALL', 'FIRM'] as const;
export type BodyName = (typeof bodies)[number];

const arrange = async (database: Database): Promise<Record<BodyName, number>> => {
  const ids = {} as Record<BodyName, number>;
  for (const name of bodies) {
    const kind = name === 'OFFICE' || name === 'FIRM' ? name : 'AGENCY';
    const made = await database.one<{ id: number }>(sql`
      insert into organization (code, name, kind, level) values (${name}, ${name}, ${kind}, 'COUNTY') returning id`);
    ids[name] = made!.id;
  }
  for (const colour of ['RED', 'WATCH', 'BLACK'])
    await database.rows(sql`
      insert into credit_list (code, name, colour, level, keeper_id, basis)
      values (${`LIST-${colour}`}, ${colour}, ${colour}, 'COUNTY', ${ids.MARKET}, 'basis')`);
  return ids;
};

export const officeAct = (organizations: Record<BodyName, number>, clientId = 'office-1'): Act => ({
  principal: principalOf('OFFICE', organizations.OFFICE, clientId),
  requestId: 'test',
  idempotencyKey: null,
});

export const agencyAct = (organizations: Record<BodyName, number>, name: 'MARKET' | 'TAX' | 'HALL'): Act => ({
  principal: principalOf('AGENCY', organizations[name], `client-${name}`),
  requestId: 'test',
  idempotencyKey: null,
});

export const principalOf = (
  kind: Principal['kind'],
  organizationId: number,
  clientId: string,
): Principal => ({ ...systemPrincipal, kind, organizationId, clientId });

/** A watch measure that anybody may carry out, unless said otherwise. */
export const measureInput = (changes: Partial<DraftMeasureInput> = {}): DraftMeasureInput => ({
  code: 'W-1',
  name: '列为重点监管对象',
  kind: 'PUNISHMENT',
  tier: 'WATCH',
  matters: ['INSPECTION', 'LICENSING'],
  basisText: '《河南省社会信用条例》第三十二条',
  basisRank: 'LOCAL_REGULATION',
  implementers: [],
  level: 'COUNTY',
  ...changes,
});

export const clauseInput = (changes: Partial<ClauseInput> = {}): ClauseInput => ({
  measure: 'W-1',
  implementer: 'MARKET',
  matter: 'INSPECTION',
  trigger: 'ON_PUBLICATION',
  basis: '第三十二条第（五）项',
  feedbackDays: 10,
  ...changes,
});

/** A black memorandum of market and tax with one watch measure, in force on the day it is signed. */
export const memorandumInput = (changes: Partial<DraftMemorandumInput> = {}): DraftMemorandumInput => ({
  number: 'MOU-1',
  title: '合作备忘录',
  colour: 'BLACK',
  level: 'COUNTY',
  lists: ['LIST-BLACK'],
  signatories: ['MARKET', 'TAX'],
  clauses: [clauseInput()],
  sharingTerms: '当日推送',
  feedbackTerms: '按期反馈',
  repairPath: '修复后移出',
  effectiveFrom: startDay,
  ...changes,
});

/** Drafts and publishes a measure by two people of the office. */
export const publishedMeasure = async (
  { measures, organizations }: Catalogue,
  changes: Partial<DraftMeasureInput> = {},
): Promise<number> => {
  const input = measureInput(changes);
  await measures.draftMeasure(officeAct(organizations, 'office-1'), input);
  const { measureId } = await measures.publishMeasure(officeAct(organizations, 'office-2'), {
    measure: input.code,
  });
  return measureId;
};

/** What the bus carried of a kind, in order. */
export const heard = <Payload>(bus: EventBus<Unit>, kind: EventKind<Payload>): Payload[] => {
  const payloads: Payload[] = [];
  bus.on(kind, async (_unit: Unit, payload: DomainEvent<Payload>['payload']) => void payloads.push(payload));
  return payloads;
};

/** The row of a memorandum as it stands. */
export const storedMemorandum = (database: Database, number: string) =>
  database.one<{
    id: number;
    status: string;
    signedOn: string | null;
    filingDueOn: string | null;
    filed: boolean;
  }>(sql`
    select id, status, signed_on as "signedOn", filing_due_on as "filingDueOn", filed_at is not null as filed
    from memorandum where number = ${number}`);

export const auditEvents = async (database: Database): Promise<string[]> =>
  (await database.rows<{ event: string }>(sql`select event from audit_event order by position`)).map(
    (row) => row.event,
  );

export const changeNotes = (database: Database) =>
  database.rows<{ type: string; audience: string; parties: number[]; targetId: number }>(sql`
    select type, audience, parties, target_id as "targetId" from change order by position`);

/** The code and details a promise was refused with; fails when it was not. */
export const refusal = async (promise: Promise<unknown>) => {
  try {
    await promise;
  } catch (error) {
    return (
      error as {
        extensions: { code: string; field?: string; article?: string; state?: string; version?: number };
      }
    ).extensions;
  }
  throw new Error('It was not refused');
};
