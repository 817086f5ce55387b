import { sql } from '../../../src/kernel/sql.js';
import type { Act } from '../../../src/modules/ledger/unit.service.js';
import {
  type Loop,
  type StoredEntry,
  as,
  entryInput,
  publish,
  serve,
  storedEntry,
} from '../lists/support.js';

/** An entry in effect that the market bureau identified: an objection to it is verified by the bureau. */
export const publishedByMarket = async (
  hub: Loop,
  changes: Parameters<typeof entryInput>[1] = {},
): Promise<StoredEntry> => {
  const { entryId } = await hub.modules.lists.proposals.proposeEntry(
    as(hub, 'market', 'proposer-market'),
    entryInput(hub, changes),
  );
  const { number } = await storedEntry(hub, entryId);
  await serve(hub, number);
  await publish(hub, changes.list ?? 'BLACK-MARKET', [number]);
  return storedEntry(hub, entryId);
};

export interface StoredObjection {
  id: number;
  status: string;
  suspends: boolean;
  dueAt: string;
  remedy: string | null;
}

export const storedObjection = async ({ database }: Loop, number: string): Promise<StoredObjection> =>
  (await database.one<StoredObjection>(
    sql`select id, status, suspends, due_at as "dueAt", remedy from objection where number = ${number}`,
  ))!;

export interface StoredDeadline {
  kind: string;
  dueOn: string;
  owner: number;
  met: boolean;
  paused: boolean;
}

export const deadlinesOf = ({ database }: Loop, number: string): Promise<StoredDeadline[]> =>
  database.rows<StoredDeadline>(sql`
    select kind, due_on as "dueOn", owner_id as owner, met_at is not null as met, paused_on is not null as paused
    from deadline where target = 'Objection' and number = ${number} order by kind`);

/** The live terms of an objection by kind. */
export const liveTerms = async (hub: Loop, number: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await deadlinesOf(hub, number)).filter(({ met }) => !met).map(({ kind, dueOn }) => [kind, dueOn]),
  );

export const accept = (hub: Loop, objection: string, byProvider: boolean) =>
  hub.modules.objections.verifications.acceptObjection(as(hub, 'office', 'clerk'), { objection, byProvider });

export const report = (
  hub: Loop,
  objection: string,
  finding: 'WRONG' | 'RIGHT' = 'RIGHT',
  key: 'market' | 'tax' | 'office' = 'market',
) =>
  hub.modules.objections.verifications.reportVerification(as(hub, key), {
    objection,
    finding,
    reasons: '经复核案卷',
  });

export const pause = (hub: Loop, objection: string) =>
  hub.modules.objections.verifications.pauseObjection(as(hub, 'office', 'clerk'), {
    objection,
    kind: 'EXPERT_REVIEW',
    reason: '送专家评审',
  });

export const resume = (hub: Loop, objection: string) =>
  hub.modules.objections.verifications.resumeObjection(as(hub, 'office', 'clerk'), { objection });

export const askReview = (hub: Loop, objection: string, act: Act = as(hub, 'office', 'clerk')) =>
  hub.modules.objections.decisions.requestReview(act, { objection, statement: '对处理结果仍有异议' });

export const review = (hub: Loop, objection: string, upheld: boolean) =>
  hub.modules.objections.decisions.recordReview(as(hub, 'office', 'recorder'), {
    objection,
    upheld,
    reasons: '省级复核认定',
    document: '豫信复〔2026〕1号',
  });

let files = 0;

/** Sends a file of its own content; returns its number. `again` sends the same content once more. */
export const send = async (
  hub: Loop,
  act: Act,
  again?: string,
): Promise<{ number: string; content: string }> => {
  const content = again ?? `%PDF-1.4\n% evidence ${++files}\n`;
  const { number } = await hub.modules.files.files.takeIn(act, Buffer.from(content), '证明.pdf');
  return { number, content };
};
