import { MyReportsDocument, TakeMyReportDocument } from '../hub/operations';
import { useAsk } from '../hub/use-ask';
import { useSending } from '../forms/use-sending';
import { Card, Listed, Problem, Section } from '../shared/parts';
import { timeOf } from '../shared/words';
import { PaperLinks } from './Documents';

/** Henan 40: two reports a year free of charge; each shows who looked and who used what. */
export function Reports() {
  const { data, problem, again } = useAsk(MyReportsDocument);
  const sending = useSending(TakeMyReportDocument);
  const standing = data?.viewer.subject?.reportStanding;
  const take = async () => {
    // Each press asks for another report: two of them are two intentions.
    if (await sending.send({})) again();
  };
  return (
    <Section
      title="信用报告"
      intro="信用报告写明关于您的信息、来源和变动理由，以及谁查询、使用过（《河南省社会信用条例》第四十条）。"
    >
      <div className="card">
        {standing && (
          <p data-testid="report-standing">
            每年免费 <strong>{standing.freePerYear}</strong> 次，今年已领取{' '}
            <strong>{standing.takenThisYear}</strong> 次。{standing.note}
          </p>
        )}
        <Problem problem={sending.problem} />
        <button
          type="button"
          className="main"
          disabled={sending.busy}
          onClick={() => void take()}
          data-testid="take-report"
        >
          {sending.busy ? '正在生成…' : '领取一份信用报告'}
        </button>
      </div>
      <Listed nodes={data && (data.viewer.subject?.reports ?? [])} problem={problem} empty="还没有领取过。">
        {(report) => (
          <Card key={report.number} title={`${report.year} 年第 ${report.ordinal} 份`}>
            <p>
              {report.number}　{timeOf(report.madeAt)}
            </p>
            {report.document && <PaperLinks {...report.document} title={`信用报告 ${report.number}`} />}
          </Card>
        )}
      </Listed>
    </Section>
  );
}
