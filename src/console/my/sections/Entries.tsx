import { type EntryOfMineFragment, MyEntriesDocument } from '../hub/operations';
import { useAsk } from '../hub/use-ask';
import { Card, Facts, Listed, Section, Steps, Tag } from '../shared/parts';
import { linkTo } from '../shared/route';
import { dateOf, timeOf, word } from '../shared/words';
import { RepairOutlook } from './RepairOutlook';
import { isLive, meaningOf, toneOf } from './entry-words';

export function Entries() {
  const { data, problem } = useAsk(MyEntriesDocument);
  return (
    <Section
      title="名单条目"
      intro="您被列入的名单，以及正在办理的列入。每一条都写明由谁认定、依据什么、期限多长。认为有误的，随时可以提出异议。"
    >
      <Listed
        nodes={data && (data.viewer.subject?.entries ?? [])}
        problem={problem}
        empty="没有任何名单条目。"
      >
        {(entry) => <EntryCard key={entry.number} entry={entry} />}
      </Listed>
    </Section>
  );
}

function EntryCard({ entry }: { entry: EntryOfMineFragment }) {
  return (
    <Card
      title={entry.list.name}
      tags={
        <>
          <Tag tone={toneOf(entry)}>{word('EntryStatus', entry.status)}</Tag>
          {entry.objected && <Tag tone="warn">异议中</Tag>}
        </>
      }
    >
      <p className="meaning">{meaningOf[entry.status]}</p>
      <EntryFacts entry={entry} />
      <EntryMeasures entry={entry} />
      <EntryHistory entry={entry} />
      {isLive(entry) && entry.list.colour !== 'RED' && (
        <RepairOutlook about={{ kind: 'entry', number: entry.number }} />
      )}
      {isLive(entry) && (
        <p className="actions">
          <a className="button" href={linkTo('object', 'entry', entry.number)} data-testid="object-to-entry">
            提出异议
          </a>
        </p>
      )}
    </Card>
  );
}

function EntryFacts({ entry }: { entry: EntryOfMineFragment }) {
  const term = entry.validFrom
    ? `${dateOf(entry.validFrom)} 至 ${entry.validUntil ? dateOf(entry.validUntil) : '依规定移出之日'}`
    : null;
  return (
    <Facts
      facts={[
        ['条目编号', entry.number],
        ['认定单位', entry.identifiedBy.name],
        ['认定文书', `${entry.decisionNumber}（${dateOf(entry.decidedOn)}）`],
        ['列入事由', entry.ground],
        ['列入依据', entry.basis],
        ['失信程度', entry.list.colour === 'RED' ? null : word('Severity', entry.severity)],
        ['告知日期', entry.noticeServedOn && dateOf(entry.noticeServedOn)],
        ['最早发布日期', entry.publishedAt ? null : entry.publishableFrom && dateOf(entry.publishableFrom)],
        ['有效期', term],
        ['责任人', entry.responsiblePersons?.map(({ name, role }) => `${name}（${role}）`).join('、')],
        ['异议说明', entry.objectionNote],
        ['修复方式', entry.repairPath],
        ['终止', entry.endedAt && `${dateOf(entry.endedAt)} ${entry.endReason ?? ''}`],
      ]}
    />
  );
}

function EntryMeasures({ entry: { measures } }: { entry: EntryOfMineFragment }) {
  if (measures.length === 0) return null;
  return (
    <details>
      <summary>相关措施（{measures.length}）</summary>
      <ul className="plain">
        {measures.map(({ measure, matter, suspended }, index) => (
          <li key={index}>
            {measure.name}（{word('MeasureKind', measure.kind)}，办理{word('Matter', matter)}时）
            {suspended && <Tag tone="warn">已暂停</Tag>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function EntryHistory({ entry: { history } }: { entry: EntryOfMineFragment }) {
  if (!history || history.length === 0) return null;
  return (
    <details>
      <summary>经过</summary>
      <Steps
        steps={history.map(({ at, to, reason, organization }) => ({
          at: timeOf(at),
          what: [word('EntryStatus', to), organization?.name, reason].filter(Boolean).join('　'),
        }))}
      />
    </details>
  );
}
