import { MyOverviewDocument, type MyOverviewQuery } from '../hub/operations';
import { useAsk } from '../hub/use-ask';
import { useMe } from '../shared/me';
import { Facts, Problem, Section, Tag } from '../shared/parts';
import { linkTo } from '../shared/route';
import { dateOf, word } from '../shared/words';
import { isLive, toneOf } from './entry-words';
import { GradeCard } from './GradeCard';
import { isOpen } from './Objections';

export function Overview() {
  const { data, problem } = useAsk(MyOverviewDocument);
  const { subject } = useMe();
  return (
    <Section title="概览">
      <div className="card">
        <Facts
          facts={[
            [subject?.kind === 'NATURAL_PERSON' ? '姓名' : '名称', subject?.name],
            ['类别', word('SubjectKind', subject?.kind)],
            ['统一社会信用代码', subject?.unifiedCode],
            ['身份证号码', subject?.idNumberMasked],
          ]}
        />
      </div>
      <Problem problem={problem} />
      {data && <Standing data={data} />}
      <GradeCard />
      {data && <OpenProcedures data={data} />}
    </Section>
  );
}

/** What holds now. */
function Standing({ data }: { data: MyOverviewQuery }) {
  const live = (data.viewer.subject?.entries ?? []).filter(isLive);
  return (
    <div className="card" data-testid="standing">
      <h3>目前情况</h3>
      {live.length === 0 ? (
        <p className="good-news">没有正在生效或者正在办理的名单条目。</p>
      ) : (
        <ul className="plain">
          {live.map((entry) => (
            <li key={entry.number}>
              <a href={linkTo('entries')}>{entry.list.name}</a>{' '}
              <Tag tone={toneOf(entry)}>{word('EntryStatus', entry.status)}</Tag>
              {entry.validUntil && <span className="aside">至 {dateOf(entry.validUntil)}</span>}
              {entry.publishableFrom && entry.status === 'NOTIFIED' && (
                <span className="aside">最早 {dateOf(entry.publishableFrom)} 发布，此前可以提出异议</span>
              )}
            </li>
          ))}
        </ul>
      )}
      <p>
        正在执行的惩戒措施 <strong>{data.applied.totalCount ?? 0}</strong> 项，已暂停{' '}
        <strong>{data.suspended.totalCount ?? 0}</strong> 项。<a href={linkTo('measures')}>查看措施</a>
      </p>
    </div>
  );
}

/** What is under way, and until when it has to be decided. */
function OpenProcedures({ data }: { data: MyOverviewQuery }) {
  const open = data.objections.nodes.filter(isOpen);
  const repairs = (data.viewer.subject?.repairs ?? []).filter(
    ({ status }) => status === 'APPLIED' || status === 'ACCEPTED',
  );
  const restorations = (data.viewer.subject?.restorations ?? []).filter(({ status }) => status === 'OPEN');
  return (
    <div className="card">
      <h3>正在办理</h3>
      {open.length + repairs.length + restorations.length === 0 && <p>没有正在办理的事项。</p>}
      <ul className="plain">
        {open.map((objection) => (
          <li key={objection.number}>
            <a href={linkTo('objections')}>异议：{objection.ground}</a>{' '}
            <Tag tone="warn">{word('ObjectionStatus', objection.status)}</Tag>
            <span className="aside">
              最迟 {dateOf(objection.dueAt)} 办结{objection.overdue && '，已超期'}
            </span>
          </li>
        ))}
        {repairs.map(({ number, status, deadlines }) => (
          <li key={number}>
            <a href={linkTo('repairs')}>信用修复：{number}</a>{' '}
            <Tag tone="warn">{word('RepairStatus', status)}</Tag>
            {deadlines
              .filter(({ metAt }) => metAt == null)
              .map(({ kind, dueOn, overdue }) => (
                <span key={kind} className="aside">
                  {word('DeadlineKind', kind)}最迟 {dateOf(dueOn)}
                  {overdue && '，已超期'}
                </span>
              ))}
          </li>
        ))}
        {restorations.map(({ number }) => (
          <li key={number}>
            <a href={linkTo('restorations')}>恢复信誉：{number}</a> <Tag tone="warn">进行中</Tag>
          </li>
        ))}
      </ul>
    </div>
  );
}
