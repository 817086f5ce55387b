import {
  type Hands,
  call,
  entryLiteral,
  forOffice,
  forProposers,
  onBlackList,
  refused,
} from './contract-hands.js';
import type { ContractCase } from './contract.js';
import { propose, publish, serve, servedOn } from './steps.js';

export const entryMutations = ({ market, approver }: Hands): ContractCase[] => {
  const proposed = () => propose(market, onBlackList());
  const notified = async () => {
    const number = await proposed();
    await serve(market, number, 'proof');
    return number;
  };
  const published = async () => {
    const number = await notified();
    await publish(approver, 'BLACK-MARKET', [number]);
    return number;
  };
  return [
    {
      field: 'proposeEntry',
      ask: () => call('proposeEntry', `entry: ${entryLiteral()}`, 'entry { number status }'),
      gives: { entry: { status: 'PROPOSED' } },
      answers: { ...forProposers, auditor: 'FORBIDDEN', subject: 'FORBIDDEN', region: 'FORBIDDEN' },
    },
    {
      field: 'proposeEntry',
      when: 'no such list',
      ask: () =>
        call('proposeEntry', `entry: ${entryLiteral().replace('BLACK-MARKET', 'NONE')}`, 'entry { id }'),
      answers: refused('BAD_USER_INPUT input.entry.list'),
    },
    {
      field: 'proposeEntry',
      when: 'a list of another keeper',
      ask: () =>
        call('proposeEntry', `entry: ${entryLiteral().replace('BLACK-MARKET', 'BLACK-TAX')}`, 'entry { id }'),
      answers: { ...forProposers, agency: 'FORBIDDEN input.entry.list' },
    },
    {
      field: 'proposeEntries',
      ask: () =>
        call('proposeEntries', `entries: [${entryLiteral()}]`, 'entries { status } refusals { code }'),
      gives: { entries: [{ status: 'PROPOSED' }], refusals: [] },
      answers: forProposers,
    },
    {
      field: 'proposeEntries',
      when: 'neither entries nor records',
      ask: call('proposeEntries', '', 'entries { id }'),
      answers: refused('BAD_USER_INPUT input.entries'),
    },
    {
      field: 'serveEntryNotice',
      ask: async () =>
        call(
          'serveEntryNotice',
          `entry: "${await proposed()}", servedOn: "${servedOn}", channel: POST, proof: "p"`,
          'entry { status } notice { number }',
        ),
      gives: { entry: { status: 'NOTIFIED' } },
      answers: { ...forProposers, outsider: 'NOT_FOUND input.entry' },
    },
    {
      field: 'prepareNotice',
      ask: async () =>
        call('prepareNotice', `entry: "${await proposed()}"`, 'document { kind notice { number } }'),
      gives: { document: { kind: 'LISTING_NOTICE', notice: null } },
      answers: {
        ...forProposers,
        outsider: 'NOT_FOUND input.entry',
        subject: 'FORBIDDEN',
        auditor: 'FORBIDDEN',
      },
    },
    {
      field: 'serveDocument',
      when: 'no such paper',
      ask: call(
        'serveDocument',
        `document: "D-NONE", servedOn: "${servedOn}", channel: POST, proof: "p"`,
        'notice { number }',
      ),
      answers: { ...refused('NOT_FOUND input.document'), subject: 'FORBIDDEN', auditor: 'FORBIDDEN' },
    },
    {
      field: 'takeReport',
      ask: call('takeReport', 'purpose: "投标"', 'report { year document { kind } }'),
      gives: { report: { year: 2026, document: { kind: 'CREDIT_REPORT' } } },
      answers: {
        ...forProposers,
        subject: 'data',
        office: 'FORBIDDEN',
        agency: 'FORBIDDEN',
        auditor: 'FORBIDDEN',
        association: 'FORBIDDEN',
      },
    },
    {
      field: 'publishEntries',
      ask: async () =>
        call(
          'publishEntries',
          `list: "BLACK-MARKET", entries: ["${await notified()}"]`,
          'entries { status } version',
        ),
      gives: { entries: [{ status: 'PUBLISHED' }] },
      answers: forOffice,
    },
    {
      field: 'withdrawEntry',
      ask: async () =>
        call('withdrawEntry', `entry: "${await proposed()}", reason: "重复"`, 'entry { status }'),
      gives: { entry: { status: 'WITHDRAWN' } },
      answers: { ...forProposers, outsider: 'NOT_FOUND input.entry' },
    },
    {
      field: 'rejectEntry',
      ask: async () =>
        call('rejectEntry', `entry: "${await proposed()}", reason: "证据不足"`, 'entry { status }'),
      gives: { entry: { status: 'REJECTED' } },
      answers: forOffice,
    },
    {
      field: 'revokeEntry',
      ask: async () =>
        call('revokeEntry', `entry: "${await published()}", reason: "依据撤销"`, 'entry { status }'),
      gives: { entry: { status: 'REVOKED' } },
      answers: { ...forProposers, outsider: 'NOT_FOUND input.entry' },
    },
    {
      field: 'revokeEntry',
      when: 'not published yet',
      ask: async () =>
        call('revokeEntry', `entry: "${await proposed()}", reason: "依据撤销"`, 'entry { id }'),
      answers: refused('ILLEGAL_TRANSITION'),
    },
  ];
};
