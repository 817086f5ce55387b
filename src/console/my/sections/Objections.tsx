import { MyObjectionsDocument, type MyObjectionsQuery } from '../hub/operations';
import { useAsk } from '../hub/use-ask';
import { Card, Facts, Listed, Section, Steps, Tag, type Tone } from '../shared/parts';
import { linkTo } from '../shared/route';
import { dateOf, timeOf, word } from '../shared/words';

type Objection = MyObjectionsQuery['objections']['nodes'][number];

const toneOf = ({ status }: Objection): Tone =>
  status === 'UPHELD' ? 'good' : status === 'DISMISSED' ? 'plain' : 'warn';

export const isOpen = ({ status }: Pick<Objection, 'status'>): boolean =>
  !['UPHELD', 'DISMISSED'].includes(status);

export function Objections() {
  const { data, problem } = useAsk(MyObjectionsDocument);
  return (
    <Section
      title="异议"
      intro="异议自收到之日起即作标注，惩戒措施同时暂停；本单位能处理的三个工作日内办结，需要信息提供单位核查的七个工作日内办结（《河南省社会信用条例》第四十一条）。要提出新的异议，请到“名单条目”“信用信息”或“奖惩措施”中选择对象。"
    >
      <Listed nodes={data?.objections.nodes} problem={problem} empty="没有提出过异议。">
        {(objection) => <ObjectionCard key={objection.number} objection={objection} />}
      </Listed>
    </Section>
  );
}

function ObjectionCard({ objection }: { objection: Objection }) {
  const { status } = objection;
  return (
    <Card
      title={`对“${targetOf(objection)}”的异议`}
      tags={<Tag tone={toneOf(objection)}>{word('ObjectionStatus', status)}</Tag>}
    >
      <ObjectionFacts objection={objection} />
      <details>
        <summary>经过</summary>
        <Steps
          steps={objection.history.map(({ at, to, reason }) => ({
            at: timeOf(at),
            what: [word('ObjectionStatus', to), reason].filter(Boolean).join('　'),
          }))}
        />
      </details>
      {status === 'DISMISSED' && objection.reviewAskedAt == null && (
        <p className="actions">
          <a className="button" href={linkTo('review', 'objection', objection.number)}>
            申请复核
          </a>
        </p>
      )}
    </Card>
  );
}

function ObjectionFacts({ objection }: { objection: Objection }) {
  const { verification } = objection;
  return (
    <Facts
      facts={[
        ['编号', objection.number],
        ['事由', objection.ground],
        ['说明', objection.statement],
        ['收到时间', timeOf(objection.receivedAt)],
        [
          '暂停执行',
          objection.suspends ? '已暂停惩戒措施' : '未再次暂停（同一事由已处理过，且没有新的证据）',
        ],
        [
          '办结期限',
          isOpen(objection) && `${dateOf(objection.dueAt)}${objection.overdue ? '（已超期，正在督办）' : ''}`,
        ],
        ['办结', objection.decidedAt && `${timeOf(objection.decidedAt)} ${objection.decidedBy?.name ?? ''}`],
        ['理由', objection.reasons],
        ['处理方式', objection.remedy && word('ObjectionRemedy', objection.remedy)],
        [
          '提供单位核查',
          verification &&
            `${objection.provider.name}，${verification.reportedAt ? `${timeOf(verification.reportedAt)}已反馈` : `最迟 ${dateOf(verification.dueOn)} 反馈`}`,
        ],
        [
          '不计入期限',
          objection.pauses
            .map(
              (each) => `${word('PauseKind', each.kind)} ${dateOf(each.fromOn)} 至 ${dateOf(each.untilOn)}`,
            )
            .join('；'),
        ],
        [
          '复核申请',
          objection.reviewAskedAt && `${timeOf(objection.reviewAskedAt)} ${objection.reviewStatement ?? ''}`,
        ],
      ]}
    />
  );
}

const targetOf = ({ entry, record, instruction, ofGrade, number }: Objection): string => {
  if (entry) return `${entry.list.name} ${entry.number}`;
  if (record) return `${record.title} ${record.number}`;
  if (instruction) return `${instruction.measure.name} ${instruction.number}`;
  return ofGrade ? '信用等级' : number;
};
