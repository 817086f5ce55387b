import { organizationCode } from './codes.js';
import { type Hands, call, forOffice } from './contract-hands.js';
import type { ContractCase } from './contract.js';
import { done } from './steps.js';
import { company } from './world.js';

const closed = { public: 'UNAUTHENTICATED', subject: 'FORBIDDEN' };
const whoever = {
  office: 'data',
  agency: 'data',
  firm: 'data',
  auditor: 'data',
  bank: 'data',
  ...closed,
};

export const incidentQueries: ContractCase[] = [
  {
    field: 'incidents',
    ask: '{ incidents(first: 2) { nodes { number status reportedBy { code } subjects { code } told } } }',
    answers: { ...whoever, 'office without purpose': 'PURPOSE_REQUIRED x-purpose' },
  },
  {
    field: 'incident',
    ask: '{ incident(number: "S20260316-NOTTHERE") { number } }',
    answers: { office: 'null', agency: 'null', firm: 'null', auditor: 'null', ...closed },
  },
];

const report = (more = '') =>
  call(
    'reportIncident',
    `kind: LEAK, discoveredAt: "2026-10-19T08:00:00Z", description: "查询结果被截图外传", subjects: ["${company}"]${more}`,
    'incident { number status kind subjects { code } told }',
  );

export const incidentMutations = ({ market, office, approver }: Hands): ContractCase[] => {
  const reported = async (): Promise<string> => (await done(market(report()))).reportIncident.incident.number;
  const step = async (name: string, number: string, more = '') => {
    await done(approver(call(name, `incident: "${number}"${more}`, 'incident { status }')));
    return number;
  };
  const investigated = async () => step('investigateIncident', await reported());
  const confirmed = async () =>
    step('decideIncident', await investigated(), ', confirmed: true, finding: "属实"');
  const remedied = async () => step('recordIncidentHandling', await confirmed(), ', measures: "已封停账号"');
  const bySameHand = async () => {
    const number = (await done(office(report()))).reportIncident.incident.number;
    await step('investigateIncident', number);
    return call(
      'decideIncident',
      `incident: "${number}", confirmed: false, finding: "不实"`,
      'incident { status }',
    );
  };
  const once = (name: string, number: () => Promise<string>, more: string, status: string): ContractCase => ({
    field: name,
    ask: async () => call(name, `incident: "${await number()}"${more}`, 'incident { status told }'),
    gives: { incident: { status } },
    answers: { ...forOffice },
  });
  return [
    {
      field: 'reportIncident',
      ask: report(),
      gives: { incident: { status: 'REPORTED', kind: 'LEAK', subjects: [{ code: company }], told: 0 } },
      answers: whoever,
    },
    {
      field: 'reportIncident',
      when: 'an unknown subject',
      ask: report().replace(company, organizationCode('tax').replace(/.$/, '?')),
      answers: {
        office: 'BAD_USER_INPUT input.subjects[0]',
        agency: 'BAD_USER_INPUT input.subjects[0]',
        firm: 'BAD_USER_INPUT input.subjects[0]',
        ...closed,
      },
    },
    once('investigateIncident', reported, '', 'INVESTIGATING'),
    once('decideIncident', investigated, ', confirmed: true, finding: "属实"', 'CONFIRMED'),
    {
      field: 'decideIncident',
      when: 'by who reported',
      ask: bySameHand,
      answers: { ...forOffice, office: 'SEPARATION_OF_DUTIES input.incident' },
    },
    once(
      'recordIncidentHandling',
      confirmed,
      ', measures: "已封停账号", referral: "濮阳县公安局"',
      'CONFIRMED',
    ),
    once('closeIncident', remedied, '', 'CLOSED'),
    {
      field: 'closeIncident',
      when: 'before it was handled',
      ask: async () => call('closeIncident', `incident: "${await confirmed()}"`, 'incident { status }'),
      answers: { ...forOffice, office: 'CONDITIONS_NOT_MET input.incident' },
    },
  ];
};
