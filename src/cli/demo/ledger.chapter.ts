import {
  AccessEventsDocument,
  AuditDocument,
  ChangesDocument,
  type ChangesQuery,
  StatisticsDocument,
  type StatisticsQuery,
  ViewerDocument,
} from '../../generated/operations.js';
import { table } from '../table.js';
import type { Actor } from './cast.js';
import type { Company } from './penalty-file.js';
import type { Stage } from './stage.js';

export type Counts = StatisticsQuery['statistics'];
type Change = ChangesQuery['changes']['nodes'][number];

/** What stood before the story began. */
export interface Beginning {
  position: string;
  counts: Counts;
}

export const noteBeginning = async (stage: Stage): Promise<Beginning> => {
  const { story, cast } = stage;
  const { completeTo } = await changesAfter(stage, cast.office, '0');
  return { position: completeTo, counts: (await story.read(cast.nobody, StatisticsDocument, {})).statistics };
};

/** The change feed tells the story again; so do the access records, the audit chain and the counts. */
export const playLedger = async (
  stage: Stage,
  beginning: Beginning,
  expected: readonly string[],
  { bidder, businessNumber }: { bidder: Company; businessNumber: string },
): Promise<void> => {
  const { story, cast } = stage;
  story.chapter('留痕与统计', 'Traces and counts');
  await checkFeed(stage, beginning, expected);
  await checkAccess(stage, bidder, businessNumber);
  const { audit } = await story.act(cast.office, '校验审计链', AuditDocument, {});
  story.same(`审计链 ${audit.rows} 行完整 audit chain`, [audit.valid, audit.problem], [true, null]);
  await compareCounts(stage, beginning.counts);
};

const checkFeed = async (
  stage: Stage,
  { position }: Beginning,
  expected: readonly string[],
): Promise<void> => {
  const { story, cast } = stage;
  story.asked(cast.office, `读取第 ${position} 号之后的变更`, 'changes');
  const { changes } = await changesAfter(stage, cast.office, position);
  story.told(`${changes.length} 项变更 changes：${summed(changes)}`);
  const positions = changes.map((each) => Number(each.position));
  story.holds(
    '序号连续无缺 gap-free',
    positions.every((each, index) => each === Number(position) + 1 + index),
    `${positions[0]}–${positions.at(-1)}`,
  );
  const told = changes.map(({ type, summary }) => `${type} ${String(summary?.['number'] ?? '')}`.trim());
  const missing = missingInOrder(told, expected);
  story.same('故事的每一步都按顺序在变更流里 every step in its order', missing, []);
  const open = (await changesAfter(stage, cast.firm, position)).changes;
  story.holds(
    '信用服务机构只读到公开的变更 a firm reads the public ones',
    open.length > 0 &&
      open.every(({ type }) => !type.startsWith('INSTRUCTION') && !type.startsWith('OBJECTION')),
    `${open.length}`,
  );
};

/** Reads the feed to its end, page by page, from where the page before was complete. */
const changesAfter = async (
  { story }: Stage,
  who: Actor,
  position: string,
): Promise<{ changes: Change[]; completeTo: string }> => {
  const changes: Change[] = [];
  for (let after = position; ;) {
    const { changes: page }: ChangesQuery = await story.read(who, ChangesDocument, { first: 100, after });
    changes.push(...page.nodes);
    after = page.completeTo;
    if (!page.pageInfo.hasNextPage) return { changes, completeTo: after };
  }
};

/** What of the expected does not follow in order among what was told. */
export const missingInOrder = (told: readonly string[], expected: readonly string[]): string[] => {
  let from = 0;
  return expected.filter((each) => {
    const at = told.indexOf(each, from);
    if (at < 0) return true;
    from = at + 1;
    return false;
  });
};

const summed = (changes: readonly Change[]): string =>
  [...Map.groupBy(changes, ({ type }) => type)].map(([type, group]) => `${type}×${group.length}`).join(' ');

const checkAccess = async ({ story, cast }: Stage, bidder: Company, business: string): Promise<void> => {
  const hall = (await story.read(cast.services, ViewerDocument, {})).viewer.organization!.code;
  const { accessEvents } = await story.act(cast.office, `谁查过 ${bidder.name}`, AccessEventsDocument, {
    filter: { subjectCode: bidder.code },
    first: 100,
  });
  const looks = accessEvents.nodes.map(({ organization, operation, purpose }) => {
    return `${organization?.name} ${operation} ${purpose?.matter ?? ''} ${purpose?.businessNumber ?? ''}`.trim();
  });
  for (const [look, times] of tally(looks)) story.told(`${look} ×${times}`);
  story.holds(
    '查询比对带着事项和业务编号留痕 the check is on record with its purpose',
    accessEvents.nodes.some(
      ({ organization, operation, purpose }) =>
        organization?.code === hall && operation === 'checkSubjects' && purpose?.businessNumber === business,
    ),
  );
};

const tally = (lines: readonly string[]): [string, number][] =>
  [...Map.groupBy(lines, (line) => line)].map(([line, group]) => [line, group.length]);

/** Others may use the hub meanwhile: what this story did is the least that has to show. */
const compareCounts = async ({ story, cast }: Stage, before: Counts): Promise<void> => {
  const { statistics: after } = await story.act(cast.nobody, '公开统计', StatisticsDocument, {});
  const lines = linesOf(before, after);
  const head = ['', '之前 before', '之后 after', '增减'];
  const body = lines.map(({ name, was, is }) => [name, String(was), String(is), signed(is - was)]);
  for (const line of table([head, ...body], '    ').split('\n')) story.told(line);
  const grown = (name: string) => {
    const line = lines.find((each) => each.name === name);
    return (line?.is ?? 0) - (line?.was ?? 0);
  };
  for (const [name, least] of leastGrowth)
    story.holds(`${name} 至少增加 at least ${least}`, grown(name) >= least, signed(grown(name)));
};

const leastGrowth: [string, number][] = [
  ['信用信息 records', 6],
  ['名单条目 BLACK', 4],
  ['名单条目 RED', 1],
  ['异议 DISMISSED', 2],
  ['异议 UPHELD', 1],
  ['任务 APPLIED', 3],
  ['任务 LIFTED', 1],
];

const linesOf = (before: Counts, after: Counts): { name: string; was: number; is: number }[] => {
  const parts = [
    ['名单条目', 'entriesByColour'],
    ['任务', 'instructionsByStatus'],
    ['异议', 'objectionsByStatus'],
  ] as const;
  const counted = parts.flatMap(([chinese, part]) => {
    const was = new Map(before[part].map(({ key, count }) => [key, count]));
    return after[part].map(({ key, count }) => ({
      name: `${chinese} ${key}`,
      was: was.get(key) ?? 0,
      is: count,
    }));
  });
  return [{ name: '信用信息 records', was: before.records, is: after.records }, ...counted];
};

const signed = (difference: number): string => (difference > 0 ? `+${difference}` : String(difference));
