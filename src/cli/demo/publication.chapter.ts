import {
  InstructionsDocument,
  ListVersionDocument,
  MemorandaInForceDocument,
  PublishEntriesDocument,
  RejectEntryDocument,
  ServeEntryNoticeDocument,
  WithdrawEntryDocument,
} from '../../generated/operations.js';
import { addDays } from '../../kernel/dates.js';
import type { Actor } from './cast.js';
import type { Proposals } from './proposal.chapter.js';
import { type Stage, blackList, entryAsSeenBy, entryOf, instructionLines } from './stage.js';

export interface Published {
  /** Entries in effect: the first two are objected to later on. */
  entries: string[];
  /** The list's version they were published in. */
  version: number;
}

/** A clause in force on the black list, as far as it says what must come of a publication or a check. */
export interface DueClause {
  trigger: string;
  matter: string;
  agency: string;
  measure: string;
}

/** Notice, publication by another person, and the instructions that follow by themselves. */
export const playPublication = async (stage: Stage, { raised, byOffice }: Proposals): Promise<Published> => {
  const { story, cast } = stage;
  story.chapter('事前告知与发布', 'Notice and publication');
  const [first, second, third, fourth, early, rejected] = raised as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  await story.refused(cast.approver, '未告知就发布', PublishEntriesDocument, publishing([first]), {
    code: 'NOTICE_MISSING',
    article: 'Henan 28',
  });
  for (const number of [first, second, third, fourth]) await serve(stage, cast.market, number, -30);
  await serve(stage, cast.office, byOffice, -30);
  await serve(stage, cast.market, early, 0);
  await story.refused(cast.approver, '告知期未满就发布', PublishEntriesDocument, publishing([early]), {
    code: 'NOTICE_MISSING',
    article: 'Henan 28',
  });
  await giveUp(stage, early, rejected);
  await story.refused(cast.office, '提出人自己发布', PublishEntriesDocument, publishing([byOffice]), {
    code: 'SEPARATION_OF_DUTIES',
    field: 'input.entries[0]',
  });
  const entries = [first, second, third, fourth, byOffice];
  const version = await publish(stage, entries);
  await checkInstructions(stage, entries);
  return { entries, version };
};

const publishing = (entries: string[]) => ({ input: { list: blackList, entries } });

const serve = async (
  { story, cast, today }: Stage,
  who: Actor,
  entry: string,
  days: number,
): Promise<void> => {
  const servedOn = addDays(today, days);
  const { serveEntryNotice } = await story.act(who, `送达列入告知书 ${entry}`, ServeEntryNoticeDocument, {
    input: { entry, servedOn, channel: 'IN_PERSON', proof: `送达回证 ${entry}` },
  });
  const { notice } = serveEntryNotice;
  const { status, publishableFrom } = await entryOf(story, cast.office, entry);
  story.told(
    `告知书 notice ${notice.number}，${servedOn} 送达，可发布日 publishable from ${publishableFrom}`,
  );
  story.same('读回状态 status', status, 'NOTIFIED');
  story.same('告知期是否已满 period over', publishableFrom! <= today, days < 0);
};

/** One is withdrawn by the agency after the subject was heard, one rejected by the office. */
const giveUp = async ({ story, cast }: Stage, heard: string, weak: string): Promise<void> => {
  await story.act(cast.market, '听取陈述申辩后撤回', WithdrawEntryDocument, {
    input: { entry: heard, reason: '当事人的陈述申辩成立（演示）' },
  });
  await story.act(cast.approver, '审核不予列入', RejectEntryDocument, {
    input: { entry: weak, reason: '证据不足（演示）' },
  });
  const statuses = [
    (await entryOf(story, cast.office, heard)).status,
    (await entryOf(story, cast.office, weak)).status,
  ];
  story.same('读回状态 statuses', statuses, ['WITHDRAWN', 'REJECTED']);
};

const publish = async (stage: Stage, entries: string[]): Promise<number> => {
  const { story, cast } = stage;
  const before = (await story.read(cast.nobody, ListVersionDocument, { code: blackList })).creditList!
    .version;
  const due = (await dueClauses(stage)).filter(({ trigger }) => trigger === 'ON_PUBLICATION');
  const { publishEntries } = await story.act(
    cast.approver,
    `发布 ${entries.length} 条`,
    PublishEntriesDocument,
    publishing(entries),
  );
  const { version, instructionsIssued } = publishEntries;
  story.told(`名单第 ${version} 版，下达任务 ${instructionsIssued} 项 instructions issued`);
  story.same('名单版本 version', version, before + 1);
  story.same('任务数 = 条目 × 发布即触发的条款', instructionsIssued, entries.length * due.length);
  const { creditList } = await story.read(cast.nobody, ListVersionDocument, { code: blackList });
  const latest = creditList?.versions[0];
  story.same('读回名单 creditList', [latest?.version, latest?.added], [version, entries.length]);
  for (const number of entries) {
    const open = await entryAsSeenBy(story, cast.nobody, number);
    story.same(`公众可查 public ${number}`, open?.status, 'PUBLISHED');
  }
  await story.refused(cast.approver, '再发布一次', PublishEntriesDocument, publishing([entries[0]!]), {
    code: 'ILLEGAL_TRANSITION',
    state: 'PUBLISHED',
  });
  return version;
};

/** What the memoranda in force say of the black list. */
export const dueClauses = async ({ story, cast }: Stage): Promise<DueClause[]> => {
  const { memoranda } = await story.read(cast.nobody, MemorandaInForceDocument, {
    list: blackList,
    first: 100,
  });
  return memoranda.nodes
    .flatMap(({ clauses }) => clauses)
    .filter(({ measure }) => measure.status === 'PUBLISHED' && !measure.catchAll)
    .map(({ trigger, matter, implementer, measure }) => ({
      trigger,
      matter,
      agency: implementer.code,
      measure: measure.code,
    }));
};

const checkInstructions = async (stage: Stage, entries: string[]): Promise<void> => {
  const { story, cast } = stage;
  const due = (await dueClauses(stage)).filter(({ trigger }) => trigger === 'ON_PUBLICATION');
  const expected = due.map(({ agency, measure }) => `${agency} ${measure} ISSUED`).sort();
  for (const number of entries) {
    const entry = await entryOf(story, cast.office, number);
    story.same(`读回任务 instructions of ${number}`, instructionLines(entry), expected);
  }
  for (const who of [cast.market, cast.tax]) {
    const filter = { entry: entries[0]! };
    const { instructions } = await story.read(who, InstructionsDocument, { filter, first: 100 });
    const [own] = instructions.nodes;
    story.told(`${who.name}：${own?.measure.name}，${own?.dueAt} 前反馈 due`);
    const agencies = new Set(instructions.nodes.map(({ agency }) => agency.code));
    story.same('只看到本单位的任务 its own instructions only', agencies.size, 1);
  }
};
