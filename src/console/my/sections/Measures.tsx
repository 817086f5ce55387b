import { MyMeasuresDocument, type MyMeasuresQuery } from '../hub/operations';
import { usePages } from '../hub/use-ask';
import { Card, Facts, Listed, Section, Tag, type Tone } from '../shared/parts';
import { linkTo } from '../shared/route';
import { dateOf, word } from '../shared/words';

type Instruction = MyMeasuresQuery['instructions']['nodes'][number];

const toneOf = ({ status, kind }: Instruction): Tone => {
  if (status === 'SUSPENDED') return 'warn';
  if (status !== 'APPLIED') return 'plain';
  return kind === 'INCENTIVE' ? 'good' : 'bad';
};

const isActive = ({ status, kind }: Instruction): boolean =>
  kind === 'PUNISHMENT' && ['ISSUED', 'ACKNOWLEDGED', 'APPLIED', 'SUSPENDED'].includes(status);

export function Measures() {
  const { nodes, more, next, problem } = usePages(MyMeasuresDocument, (data) => data.instructions);
  return (
    <Section
      title="奖惩措施"
      intro="哪个单位对您采取什么措施、到了哪一步。惩戒措施必须先书面告知依据、理由和救济途径，才能执行。"
    >
      <Listed nodes={nodes} problem={problem} empty="没有任何奖惩措施。">
        {(instruction) => <InstructionCard key={instruction.number} instruction={instruction} />}
      </Listed>
      {more && (
        <button type="button" onClick={next}>
          更多
        </button>
      )}
    </Section>
  );
}

function InstructionCard({ instruction }: { instruction: Instruction }) {
  const { measure, agency, entry, notice, feedback } = instruction;
  return (
    <Card
      title={measure.name}
      tags={
        <>
          <Tag tone={toneOf(instruction)}>{word('InstructionStatus', instruction.status)}</Tag>
          <Tag>{word('MeasureKind', instruction.kind)}</Tag>
        </>
      }
    >
      <Facts
        facts={[
          ['任务编号', instruction.number],
          ['执行单位', agency.name],
          ['因为', `${entry.list.name} ${entry.number}`],
          ['依据', measure.basis.text],
          ['限度', measure.limit],
          ['下达日期', dateOf(instruction.issuedAt)],
          ['执行日期', instruction.appliedAt && dateOf(instruction.appliedAt)],
          ['不予执行的理由', instruction.declineReason],
          ['终止', instruction.endedAt && `${dateOf(instruction.endedAt)} ${instruction.endReason ?? ''}`],
          [
            '反馈',
            feedback
              .map(
                (each) =>
                  `${dateOf(each.appliedOn)} ${each.organization.name} ${word('FeedbackOutcome', each.outcome)}`,
              )
              .join('；'),
          ],
        ]}
      />
      {notice && (
        <details>
          <summary>告知书（{dateOf(notice.servedOn)}）</summary>
          <Facts
            facts={[
              ['编号', notice.number],
              ['送达方式', word('NoticeChannel', notice.channel)],
              ['依据', notice.basis],
              ['理由', notice.reason],
              ['您的权利', notice.rights],
            ]}
          />
        </details>
      )}
      {isActive(instruction) && (
        <p className="actions">
          <a className="button" href={linkTo('object', 'instruction', instruction.number)}>
            提出异议
          </a>
        </p>
      )}
    </Card>
  );
}
