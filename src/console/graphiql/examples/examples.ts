import acknowledgeInstruction from '../../../../schema/operations/acknowledge-instruction.graphql?raw';
import browseList from '../../../../schema/operations/browse-list.graphql?raw';
import catalogue from '../../../../schema/operations/catalogue.graphql?raw';
import checkSubjects from '../../../../schema/operations/check-subjects.graphql?raw';
import myInstructions from '../../../../schema/operations/my-instructions.graphql?raw';
import raiseObjection from '../../../../schema/operations/raise-objection.graphql?raw';
import reportFeedback from '../../../../schema/operations/report-feedback.graphql?raw';
import serveNotice from '../../../../schema/operations/serve-notice.graphql?raw';
import viewer from '../../../../schema/operations/viewer.graphql?raw';
import { text, type Text } from '../shared/text';
import type { Found, Need } from './found';

export interface Step {
  id: string;
  title: Text;
  query: string;
  /** Looked up in the hub as the present viewer when the step is opened, so that the variables fit its data. */
  need?: Need;
  variables?: (found: Found) => Record<string, unknown>;
}

export interface Example {
  id: string;
  title: Text;
  shows: Text;
  role: Text;
  /** The demonstration's client for that role; none for the public. */
  demoClient?: string;
  /** Whether it reads or writes non-public data, which the hub answers only with a stated purpose. */
  purpose?: boolean;
  steps: readonly Step[];
}

/** Where nothing fitting was found: a value that says what belongs there. */
const or = (value: string | undefined, what: string): string => value ?? `<${what}>`;

/** Today in China, whose working days the hub counts. */
const today = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

const instructionSteps: readonly Step[] = [
  {
    id: 'my-instructions',
    title: text('一、看待办任务', '1. See what is due'),
    query: myInstructions,
    variables: () => ({ filter: { status: ['ISSUED', 'ACKNOWLEDGED'] }, first: 20 }),
  },
  {
    id: 'acknowledge-instruction',
    title: text('二、签收任务', '2. Acknowledge one'),
    query: acknowledgeInstruction,
    need: 'issued',
    variables: ({ instruction }) => ({
      input: { instruction: or(instruction, '任务编号 instruction number') },
    }),
  },
  {
    id: 'serve-notice',
    title: text('三、送达告知书', '3. Serve the notice'),
    query: serveNotice,
    need: 'acknowledged',
    variables: ({ instruction }) => ({
      input: {
        instruction: or(instruction, '任务编号 instruction number'),
        servedOn: today(),
        channel: 'IN_PERSON',
        proof: '送达回证〔2026〕第 1 号',
        reason: '列入失信名单，按备忘录应当采取该措施',
      },
    }),
  },
  {
    id: 'report-feedback',
    title: text('四、反馈执行', '4. Report what was done'),
    query: reportFeedback,
    need: 'noticed',
    variables: ({ instruction }) => ({
      input: {
        instruction: or(instruction, '任务编号 instruction number'),
        outcome: 'APPLIED',
        appliedOn: today(),
        businessNumber: '办件-2026-0001',
        detail: '已按条款执行',
      },
    }),
  },
];

export const EXAMPLES: readonly Example[] = [
  {
    id: 'viewer',
    title: text('我是谁', 'Who am I'),
    shows: text('枢纽眼中的身份、机构、权限范围和剩余额度。', 'Your role, organisation, scopes and quota.'),
    role: text('任何身份，不登录也可以', 'anyone'),
    steps: [{ id: 'viewer', title: text('查看身份', 'Look'), query: viewer }],
  },
  {
    id: 'browse-list',
    title: text('浏览名单', 'Browse a list'),
    shows: text(
      '已公布的红黑名单条目：认定依据、期限、是否有异议。翻页用 endCursor。',
      'Published entries with ground, basis, term and objections; page on with endCursor.',
    ),
    role: text('公众，不必登录', 'the public'),
    steps: [
      {
        id: 'browse-list',
        title: text('查看黑名单', 'Browse'),
        query: browseList,
        variables: () => ({ filter: { colour: 'BLACK', status: ['PUBLISHED'] }, first: 10 }),
      },
    ],
  },
  {
    id: 'check-subjects',
    title: text('查询比对', 'Check subjects'),
    shows: text(
      '办理业务时问一次，得到回执：查了谁、命中什么、本机关在这一事项上该做什么、依据是什么。',
      'One call, one receipt: who was asked about, what was hit, what your agency must do and why.',
    ),
    role: text('行政机关或政务服务大厅', 'an agency or the service hall'),
    demoClient: 'demo-agency-services',
    steps: [
      {
        id: 'check-subjects',
        title: text('比对', 'Check'),
        query: checkSubjects,
        need: 'entries',
        variables: ({ codes }) => ({
          input: {
            subjects: (codes?.length ? codes : ['<统一社会信用代码 unified code>']).map((code) => ({ code })),
            matter: 'LICENSING',
            businessNumber: '办件-2026-0001',
          },
        }),
      },
    ],
  },
  {
    id: 'feedback',
    title: text('反馈执行', 'Feed back'),
    shows: text(
      '任务的一生：签收、告知当事人、反馈。惩戒措施未送达告知书不能反馈已执行。',
      'The life of an instruction: acknowledge, serve notice, report. No notice, no punishment.',
    ),
    role: text('承担任务的行政机关', 'the implementing agency'),
    demoClient: 'demo-agency-market',
    purpose: true,
    steps: instructionSteps,
  },
  {
    id: 'catalogue',
    title: text('措施清单与备忘录', 'Measures and memoranda'),
    shows: text(
      '有哪些奖惩措施、法律依据的层级、由谁执行；哪些备忘录正在生效。',
      'Which measures exist, on what basis, who applies them, and the memoranda in force.',
    ),
    role: text('公众，不必登录', 'the public'),
    steps: [
      {
        id: 'catalogue',
        title: text('查看清单', 'Browse'),
        query: catalogue,
        variables: () => ({
          measures: { status: 'PUBLISHED' },
          memoranda: { status: 'IN_FORCE' },
          first: 10,
        }),
      },
    ],
  },
  {
    id: 'raise-objection',
    title: text('提出异议', 'Raise an objection'),
    shows: text(
      '收到异议即标注条目、中止惩戒，并开始计算法定期限。',
      'Receipt marks the entry and suspends its punishments at once; the statutory clock starts.',
    ),
    role: text('信用主体本人，或发现错误的机关', 'the subject, or an agency that notices'),
    demoClient: 'demo-subject',
    purpose: true,
    steps: [
      {
        id: 'raise-objection',
        title: text('提出', 'Raise'),
        query: raiseObjection,
        need: 'entries',
        variables: ({ entry }) => ({
          input: {
            entry: or(entry, '条目编号 entry number'),
            ground: '处罚决定已被撤销',
            statement: '行政复议决定已撤销该处罚，请核查后撤下。',
            channel: 'WEB',
            evidence: ['行政复议决定书（2026）1 号'],
          },
        }),
      },
    ],
  },
];
