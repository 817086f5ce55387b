import {
  ProposeEntryDocument,
  PublishEntriesDocument,
  ServeEntryNoticeDocument,
} from '../../generated/operations.js';
import { addDays } from '../../kernel/dates.js';
import { type Company, companyOf } from './penalty-file.js';
import { type Stage, entryAsSeenBy, redList } from './stage.js';

export interface RedFirm extends Company {
  entry: string;
}

const rowOfRedFirm = 9;

/** A firm that keeps faith comes onto the county's red list: public notice instead of a served one. */
export const playIncentive = async (stage: Stage): Promise<RedFirm> => {
  const { story, cast, run, today } = stage;
  story.chapter('守信激励：红名单', 'Incentives: the red list');
  const firm = companyOf(run, rowOfRedFirm);
  const { proposeEntry } = await story.act(cast.market, '推荐守信企业', ProposeEntryDocument, {
    input: {
      entry: {
        list: redList,
        subject: { ...firm, kind: 'LEGAL_PERSON' },
        decisionNumber: `濮县守信〔${today.slice(0, 4)}〕${run}号`,
        decidedOn: addDays(today, -60),
        ground: '连续三年守法经营，信用记录良好（演示）',
        basis: '濮县信用办〔2022〕12号四（二）；《河南省社会信用条例》第二十八条',
        severity: 'MINOR',
      },
    },
  });
  const { number } = proposeEntry.entry;
  const notice = { entry: number, servedOn: addDays(today, -30), proof: `https://example.org/notice/${run}` };
  await story.refused(
    cast.market,
    '红名单当面送达',
    ServeEntryNoticeDocument,
    { input: { ...notice, channel: 'IN_PERSON' } },
    { code: 'BAD_USER_INPUT', field: 'input.channel' },
  );
  await story.act(cast.market, '公示', ServeEntryNoticeDocument, {
    input: { ...notice, channel: 'PUBLIC_ANNOUNCEMENT' },
  });
  await story.act(cast.approver, '发布红名单条目', PublishEntriesDocument, {
    input: { list: redList, entries: [number] },
  });
  const open = await entryAsSeenBy(story, cast.nobody, number);
  story.same(`公众可查 public ${number}`, [open?.status, open?.list.colour], ['PUBLISHED', 'RED']);
  return { ...firm, entry: number };
};
