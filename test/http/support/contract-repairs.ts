import { testDay } from '../../support/hub.js';
import { organizationCode, unifiedCode } from './codes.js';
import { type Hands, call, forProposers, onBlackList } from './contract-hands.js';
import type { ContractCase } from './contract.js';
import { done, propose, publish, serve } from './steps.js';
import { company } from './world.js';

let companies = 0;

/** Applications, community service and reorganisations. */
export const repairMutations = ({ market, approver, tax, office }: Hands): ContractCase[] => {
  const published = async () => {
    const number = await propose(market, onBlackList());
    await serve(market, number, 'proof');
    await publish(approver, 'BLACK-MARKET', [number]);
    return number;
  };
  const application = (entry: string) =>
    `entry: "${entry}", statement: "已整改", dutiesStatement: "已履行", commitment: "诚信经营"`;
  const applied = async (clerk = tax): Promise<string> =>
    (await done(clerk(call('applyForRepair', application(await published()), 'repair { number }'))))
      .applyForRepair.repair.number;
  const accepted = async () => {
    const number = await applied();
    await done(market(call('acceptRepair', `repair: "${number}", accepted: true`, 'repair { id }')));
    return number;
  };
  /** A company of its own: a reorganisation stands once for each. */
  const other = async () => {
    const code = unifiedCode(`YB8${String(++companies).padStart(5, '0')}`);
    const subject = { code, kind: 'LEGAL_PERSON', name: `濮阳县样例重整${companies}有限公司` };
    await propose(market, { ...onBlackList(), subject });
    return code;
  };
  const plan = (
    code: string,
  ) => `subject: "${code}", documentNumber: "（2026）破1号", approvedOn: "${testDay}",
    from: "${testDay}", until: "2027-10-20", court: "${organizationCode('court')}"`;
  const deciders = { outsider: 'NOT_FOUND input.repair', auditor: 'FORBIDDEN', subject: 'FORBIDDEN' };
  return [
    {
      field: 'applyForRepair',
      ask: async () =>
        call('applyForRepair', application(await published()), 'repair { status entry { number } }'),
      gives: { repair: { status: 'APPLIED' } },
      answers: { ...forProposers, subject: 'data', auditor: 'FORBIDDEN', association: 'FORBIDDEN' },
    },
    {
      field: 'applyForRepair',
      when: 'nothing said of the duties',
      ask: call('applyForRepair', 'entry: "E", statement: "s", dutiesStatement: " "', 'repair { id }'),
      answers: {
        ...forProposers,
        office: 'BAD_USER_INPUT input.dutiesStatement',
        agency: 'BAD_USER_INPUT input.dutiesStatement',
      },
    },
    {
      field: 'acceptRepair',
      ask: async () =>
        call('acceptRepair', `repair: "${await applied()}", accepted: true`, 'repair { status acceptedAt }'),
      gives: { repair: { status: 'ACCEPTED' } },
      answers: { ...forProposers, ...deciders },
    },
    {
      field: 'decideRepair',
      ask: async () =>
        call(
          'decideRepair',
          `repair: "${await accepted()}", approved: false, reasons: "未履行"`,
          'repair { status conditions { kind met reason metFrom } ruleSet { code } }',
        ),
      gives: { repair: { status: 'REFUSED', ruleSet: { code: 'BLACK-MARKET' } } },
      answers: { ...forProposers, ...deciders },
    },
    {
      field: 'decideRepair',
      when: 'its minimum period runs still',
      ask: async () =>
        call(
          'decideRepair',
          `repair: "${await accepted()}", approved: true, dutiesConfirmed: true`,
          'repair { id }',
        ),
      answers: {
        ...forProposers,
        office: 'CONDITIONS_NOT_MET input.approved',
        agency: 'CONDITIONS_NOT_MET input.approved',
      },
    },
    {
      field: 'withdrawRepair',
      ask: async () =>
        call('withdrawRepair', `repair: "${await applied(office)}", reason: "补充材料"`, 'repair { status }'),
      gives: { repair: { status: 'WITHDRAWN' } },
      answers: { ...forProposers, subject: 'data', agency: 'NOT_FOUND input.repair' },
    },
    {
      field: 'recordCommunityService',
      ask: () =>
        call(
          'recordCommunityService',
          `subject: "${company}", activity: "清扫河道", servedOn: "2026-10-01", hours: 0.5, proof: "签到表"`,
          'communityService { hours organizer { code } }',
        ),
      gives: { communityService: { hours: 0.5 } },
      answers: { ...forProposers, association: 'data', subject: 'FORBIDDEN', bank: 'FORBIDDEN' },
    },
    {
      field: 'recordReorganisation',
      ask: async () =>
        call('recordReorganisation', plan(await other()), 'reorganisation { from until court { code } }'),
      gives: { reorganisation: { from: testDay, until: '2027-10-20' } },
      answers: { ...forProposers, agency: 'FORBIDDEN', subject: 'FORBIDDEN', association: 'FORBIDDEN' },
    },
    {
      field: 'endReorganisation',
      ask: async () => {
        const made = await done(
          office(call('recordReorganisation', plan(await other()), 'reorganisation { number }')),
        );
        const { number } = made.recordReorganisation.reorganisation;
        return call(
          'endReorganisation',
          `reorganisation: "${number}", reason: "执行完毕"`,
          'reorganisation { endedOn }',
        );
      },
      gives: { reorganisation: { endedOn: testDay } },
      answers: { ...forProposers, agency: 'NOT_FOUND input.reorganisation', subject: 'FORBIDDEN' },
    },
  ];
};
