import {
  CreateClientDocument,
  ProposeEntryDocument,
  PublishEntriesDocument,
  ServeEntryNoticeDocument,
} from '../../../generated/operations.js';
import { addDays } from '../../../kernel/dates.js';
import type { Severity } from '../../../kernel/terms.js';
import { HubApi } from '../../hub-api.js';
import { Actor } from '../cast.js';
import type { Company } from '../penalty-file.js';
import { type Stage, blackList } from '../stage.js';

/** A company of the story that is on a list, with an account of its own. */
export interface Listed {
  company: Company;
  entry: string;
  /** Its representative, who reads and acts for it. */
  itself: Actor;
}

/** Puts a company on a list by three hands and gives it an account of its own. */
export const listed = async (
  stage: Stage,
  company: Company,
  { list = blackList, severity = 'SERIOUS' }: { list?: string; severity?: Severity } = {},
): Promise<Listed> => {
  const { story, cast, run, today } = stage;
  const proposer = list === blackList ? cast.market : cast.office;
  const { proposeEntry } = await story.act(proposer, `提出列入 ${company.name}`, ProposeEntryDocument, {
    input: {
      entry: {
        list,
        subject: { ...company, kind: 'LEGAL_PERSON' },
        decisionNumber: `濮县演示〔${today.slice(0, 4)}〕${run}-${company.code.slice(-4)}`,
        decidedOn: addDays(today, -60),
        ground: '未按规定履行义务，情节符合列入条件（演示）',
        basis: '《市场监督管理严重违法失信名单管理办法》',
        severity,
        procedure: 'ORDINARY',
        finality: 'FINAL',
        responsiblePersons: [{ name: '赵样甲', role: '法定代表人' }],
      },
    },
  });
  const entry = proposeEntry.entry.number;
  await story.act(proposer, '送达列入告知书（附信用修复方式，两书同达）', ServeEntryNoticeDocument, {
    input: { entry, servedOn: addDays(today, -30), channel: 'IN_PERSON', proof: `送达回证 ${entry}` },
  });
  await story.act(cast.approver, `发布 ${entry}`, PublishEntriesDocument, {
    input: { list, entries: [entry] },
  });
  return { company, entry, itself: await account(stage, company) };
};

/** The office opens an account for the company; through it the company reads and acts for itself. */
const account = async ({ story, cast, run }: Stage, company: Company): Promise<Actor> => {
  const clientId = `yb-${run}-${company.code.slice(-4)}`.toLowerCase();
  const { createClient } = await story.act(
    cast.office,
    `为 ${company.name} 开通本人账户`,
    CreateClientDocument,
    {
      input: { clientId, name: company.name, kind: 'SUBJECT', subject: company.code, scopes: [] },
    },
  );
  const api = new HubApi(cast.office.api.url, { clientId, secret: createClient.secret });
  return new Actor(`${company.name}（本人）`, api, null);
};

/** A small PDF as evidence: enough for what it is to show. */
const evidencePdf = (text: string): Blob => new Blob([`%PDF-1.4\n% ${text}\n%%EOF\n`]);

/** Sends a file and returns its number, to be attached. */
export const upload = async ({ story }: Stage, who: Actor, name: string, text: string): Promise<string> => {
  const answer = await who.api.send(`/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/pdf' },
    body: evidencePdf(text),
  });
  const body = (await answer.json()) as { number?: string; hash?: string };
  story.asked(who, `上传证明材料 ${name}`, 'POST /files');
  story.same('已收存 taken in', answer.status, 201);
  story.told(`${body.number}，内容哈希 hash ${body.hash?.slice(0, 16)}…`);
  return body.number ?? story.broken('材料没有编号 the file has no number');
};
