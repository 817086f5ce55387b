import type { Principal, ViewerKind } from '../../kernel/principal.js';
import { today } from '../../kernel/clock.js';
import { sql } from '../../kernel/sql.js';
import type { Act } from '../../modules/ledger/unit.service.js';
import type { MemorandumService } from '../../modules/memoranda/index.js';
import type { DraftMemorandumInput } from '../../modules/memoranda/memorandum.types.js';
import type { Kit } from '../../modules/module.js';
import { demoOrganizations } from '../../modules/organizations/demo.rules.js';
import { demoFeedbackTerms, demoMemoranda, demoSharingTerms } from './demo-memoranda.js';
import type { BodyKey, SeedMemorandum } from './seed.types.js';

interface Body {
  key: BodyKey;
  id: number;
  code: string;
}
type Bodies = ReadonlyMap<BodyKey, Body>;

/**
 * Concludes the memoranda of the demonstration the way everybody does: drafted by the credit office, signed by each
 * party, filed by the initiator. What a start left unfinished the next one finishes. Demo mode only.
 */
export const loadDemoMemoranda = async (
  kit: Pick<Kit, 'database' | 'clock'>,
  memoranda: MemorandumService,
): Promise<number> => {
  const bodies = await readBodies(kit);
  let drafted = 0;
  for (const memorandum of demoMemoranda) {
    if (!(await stateOf(kit, memorandum.number))) {
      await memoranda.draftMemorandum(actOf(bodies, 'office'), inputOf(memorandum, bodies, today(kit.clock)));
      drafted += 1;
    }
    await conclude(kit, memoranda, memorandum, bodies);
  }
  return drafted;
};

const conclude = async (
  kit: Pick<Kit, 'database'>,
  memoranda: MemorandumService,
  memorandum: SeedMemorandum,
  bodies: Bodies,
): Promise<void> => {
  const input = { memorandum: memorandum.number };
  const unsigned = await unsignedParties(kit, memorandum.number);
  for (const body of bodies.values())
    if (unsigned.has(body.id)) await memoranda.signMemorandum(actOf(bodies, body.key), input);
  const state = await stateOf(kit, memorandum.number);
  if (state?.signed && !state.filed)
    await memoranda.fileMemorandum(actOf(bodies, memorandum.initiator), input);
};

const inputOf = (memorandum: SeedMemorandum, bodies: Bodies, from: string): DraftMemorandumInput => ({
  ...memorandum,
  level: 'COUNTY',
  initiator: bodies.get(memorandum.initiator)!.code,
  signatories: memorandum.signatories.map((key) => bodies.get(key)!.code),
  clauses: memorandum.clauses.map((clause) => ({
    ...clause,
    implementer: bodies.get(clause.implementer)!.code,
  })),
  sharingTerms: demoSharingTerms,
  feedbackTerms: demoFeedbackTerms,
  effectiveFrom: from,
  effectiveUntil: null,
});

/** The hand of a body of the demonstration. */
const actOf = (bodies: Bodies, key: BodyKey): Act => {
  const kind: ViewerKind = key === 'office' ? 'OFFICE' : 'AGENCY';
  const principal: Principal = {
    kind,
    organizationId: bodies.get(key)!.id,
    subjectId: null,
    clientId: key === 'office' ? 'demo-office' : `demo-agency-${key}`,
    personId: null,
    scopes: new Set(['catalogue:write']),
    purpose: null,
  };
  return { principal, requestId: 'demo-memoranda', idempotencyKey: null };
};

const readBodies = async ({ database }: Pick<Kit, 'database'>): Promise<Bodies> => {
  const codes = demoOrganizations.map(({ code }) => code);
  const rows = await database.rows<{ id: number; code: string }>(
    sql`select id, code from organization where code = any(${codes}::text[])`,
  );
  const idByCode = new Map(rows.map((row) => [row.code, row.id]));
  return new Map(
    demoOrganizations.map(({ key, code }) => {
      const id = idByCode.get(code);
      if (id === undefined) throw new Error(`The demo organization ${key} is not registered yet.`);
      return [key, { key, id, code }];
    }),
  );
};

const stateOf = ({ database }: Pick<Kit, 'database'>, number: string) =>
  database.one<{ signed: boolean; filed: boolean }>(sql`
    select signed_on is not null as signed, filed_at is not null as filed from memorandum where number = ${number}`);

/** Who still has to sign; nobody where the memorandum is past signing. */
const unsignedParties = async ({ database }: Pick<Kit, 'database'>, number: string): Promise<Set<number>> => {
  const rows = await database.rows<{ id: number }>(sql`
    select ms.organization_id as id from memorandum_signatory ms join memorandum mo on mo.id = ms.memorandum_id
    where mo.number = ${number} and mo.status in ('DRAFT', 'SIGNING') and ms.signed_at is null`);
  return new Set(rows.map((row) => row.id));
};
