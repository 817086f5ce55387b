import { MyRestorationsDocument, type MyRestorationsQuery } from '../hub/operations';
import { useAsk } from '../hub/use-ask';
import { Card, Facts, Listed, Section, Tag } from '../shared/parts';
import { dateOf, timeOf, word } from '../shared/words';

type Restoration = NonNullable<MyRestorationsQuery['viewer']['subject']>['restorations'][number];

export function Restorations() {
  const { data, problem } = useAsk(MyRestorationsDocument);
  return (
    <Section
      title="恢复信誉"
      intro="认定或者措施有错的，应当立即撤销，在原范围内更正，通知每一个收到过错误信息的单位，并依法赔礼道歉、赔偿损失（《河南省社会信用条例》第六十六条）。谁还没有确认，这里看得到。"
    >
      <Listed
        nodes={data && (data.viewer.subject?.restorations ?? [])}
        problem={problem}
        empty="没有恢复信誉的事项。"
      >
        {(restoration) => <RestorationCard key={restoration.number} restoration={restoration} />}
      </Listed>
    </Section>
  );
}

function RestorationCard({ restoration }: { restoration: Restoration }) {
  const { entry, record, status } = restoration;
  return (
    <Card
      title={entry ? `${entry.list.name} ${entry.number}` : (record?.title ?? restoration.number)}
      tags={<Tag tone={status === 'DONE' ? 'good' : 'warn'}>{word('RestorationStatus', status)}</Tag>}
    >
      <Facts
        facts={[
          ['编号', restoration.number],
          ['起因', word('RestorationCause', restoration.cause)],
          ['理由', restoration.reason],
          ['责任单位', restoration.responsible.name],
          ['启动', timeOf(restoration.openedAt)],
          ['完成', restoration.doneAt && timeOf(restoration.doneAt)],
        ]}
      />
      <Recipients recipients={restoration.recipients} />
      <Tasks tasks={restoration.tasks} />
    </Card>
  );
}

/** Invariant: everybody who received what was wrong is told and acknowledges. */
function Recipients({ recipients }: Pick<Restoration, 'recipients'>) {
  if (recipients.length === 0) return <p>没有单位收到过错误信息。</p>;
  const done = recipients.filter(({ acknowledgedAt }) => acknowledgedAt != null).length;
  const label = `收到过错误信息的 ${recipients.length} 个单位中，${done} 个已经确认更正`;
  return (
    <>
      <p>{label}</p>
      <progress max={recipients.length} value={done} aria-label={label} data-testid="acknowledged" />
      <ul className="plain">
        {recipients.map(({ organization, grounds, acknowledgedAt }) => (
          <li key={organization.name}>
            {organization.name}（{grounds.map((each) => word('RecipientGround', each)).join('、')}）
            <Tag tone={acknowledgedAt ? 'good' : 'warn'}>
              {acknowledgedAt ? `${dateOf(acknowledgedAt)}已确认` : '尚未确认'}
            </Tag>
          </li>
        ))}
      </ul>
    </>
  );
}

function Tasks({ tasks }: Pick<Restoration, 'tasks'>) {
  if (tasks.length === 0) return null;
  return (
    <ul className="checks" aria-label="恢复信誉事项">
      {tasks.map((task) => (
        <li key={task.kind} className={task.status === 'OPEN' ? 'unmet' : 'met'}>
          <span className="mark">{word('RestorationTaskStatus', task.status)}</span>{' '}
          {word('RestorationTaskKind', task.kind)}（{task.owner.name}，
          {task.doneAt ? dateOf(task.doneAt) : `${dateOf(task.dueOn)}前${task.overdue ? '，已超期' : ''}`}）
          {task.note}
        </li>
      ))}
    </ul>
  );
}
