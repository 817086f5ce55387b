import { MyRepairsDocument, type MyRepairsQuery, WithdrawMyRepairDocument } from '../hub/operations';
import { useAsk } from '../hub/use-ask';
import { useSending } from '../forms/use-sending';
import { Card, Facts, Listed, Problem, Section, Steps, Tag, type Tone } from '../shared/parts';
import { dateOf, timeOf, word } from '../shared/words';
import { Conditions } from './RepairOutlook';

type Repair = NonNullable<MyRepairsQuery['viewer']['subject']>['repairs'][number];

const toneOf = ({ status }: Repair): Tone =>
  status === 'APPROVED' ? 'good' : status === 'APPLIED' || status === 'ACCEPTED' ? 'warn' : 'plain';

export function Repairs() {
  const { data, problem, again } = useAsk(MyRepairsDocument);
  return (
    <Section
      title="信用修复"
      intro="纠正失信行为、履行完义务后，可以申请提前移出名单、停止公示和使用。不收费。要申请的，请在“名单条目”或“信用信息”中选择“修复条件”。"
    >
      <Listed
        nodes={data && (data.viewer.subject?.repairs ?? [])}
        problem={problem}
        empty="没有申请过信用修复。"
      >
        {(repair) => <RepairCard key={repair.number} repair={repair} again={again} />}
      </Listed>
    </Section>
  );
}

function RepairCard({ repair, again }: { repair: Repair; again: () => void }) {
  const { entry, record, deadlines } = repair;
  const target = entry
    ? `${entry.list.name} ${entry.number}`
    : `${record?.title ?? ''} ${record?.number ?? ''}`;
  const running = deadlines.filter(({ metAt }) => metAt == null);
  return (
    <Card title={target} tags={<Tag tone={toneOf(repair)}>{word('RepairStatus', repair.status)}</Tag>}>
      <Facts
        facts={[
          ['编号', repair.number],
          ['办理单位', repair.decider.name],
          ['适用规则', `${repair.ruleSet.title}（${repair.ruleSet.source}）`],
          ['说明', repair.statement],
          ['义务履行情况', repair.dutiesStatement],
          ['信用承诺', repair.commitment],
          ['申请时间', timeOf(repair.appliedAt)],
          [
            '办理期限',
            running
              .map(
                ({ kind, dueOn, overdue }) =>
                  `${word('DeadlineKind', kind)}：${dateOf(dueOn)}${overdue ? '（已超期）' : ''}`,
              )
              .join('；'),
          ],
          ['决定', repair.decidedAt && `${timeOf(repair.decidedAt)} ${repair.decidedBy?.name ?? ''}`],
          ['理由', repair.reasons],
        ]}
      />
      <Conditions conditions={repair.conditions} />
      <details>
        <summary>经过</summary>
        <Steps
          steps={repair.history.map(({ at, to, reason }) => ({
            at: timeOf(at),
            what: [word('RepairStatus', to), reason].filter(Boolean).join('　'),
          }))}
        />
      </details>
      {(repair.status === 'APPLIED' || repair.status === 'ACCEPTED') && (
        <Withdraw number={repair.number} again={again} />
      )}
    </Card>
  );
}

function Withdraw({ number, again }: { number: string; again: () => void }) {
  const { send, busy, problem } = useSending(WithdrawMyRepairDocument);
  const withdraw = async () => {
    if (await send({ repair: number, reason: '申请人撤回' })) again();
  };
  return (
    <>
      <Problem problem={problem} />
      <p className="actions">
        <button type="button" disabled={busy} onClick={() => void withdraw()}>
          撤回申请
        </button>
      </p>
    </>
  );
}
