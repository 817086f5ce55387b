import { MyLooksDocument, type MyLooksQuery } from '../hub/operations';
import { usePages } from '../hub/use-ask';
import { type Bar, Bars, Problem, Section } from '../shared/parts';
import { monthOf, timeOf, word } from '../shared/words';

type Look = MyLooksQuery['accessEvents']['nodes'][number];

/** Henan 40: who looked, when, and for what. */
export function Looks() {
  const { nodes, more, next, problem } = usePages(MyLooksDocument, (data) => data.accessEvents);
  return (
    <Section
      title="谁查过我"
      intro="每一次查看您的非公开信息，平台都会留痕；不能留痕的，不予显示。您自己的查看不记在这里。"
    >
      <Problem problem={problem} />
      {!nodes && problem === undefined && <p role="status">正在读取…</p>}
      {nodes?.length === 0 && <p className="empty">还没有人查过。</p>}
      {nodes && nodes.length > 0 && (
        <>
          <div className="charts">
            <Bars label="各月次数" bars={counted(nodes, ({ at }) => monthOf(at)).sort(byLabel)} />
            <Bars
              label="各单位次数"
              bars={counted(nodes, whoLooked).sort((one, other) => other.value - one.value)}
            />
          </div>
          <LookTable looks={nodes} />
        </>
      )}
      {more && (
        <button type="button" onClick={next}>
          更早的记录
        </button>
      )}
    </Section>
  );
}

const whoLooked = ({ organization }: Look): string => organization?.name ?? '平台自动处理';

const byLabel = (one: Bar, other: Bar) => (one.label < other.label ? 1 : -1);

const counted = (looks: readonly Look[], labelOf: (look: Look) => string): Bar[] => {
  const counts = new Map<string, number>();
  for (const look of looks) counts.set(labelOf(look), (counts.get(labelOf(look)) ?? 0) + 1);
  return [...counts].map(([label, value]) => ({ label, value, text: `${value} 次` }));
};

function LookTable({ looks }: { looks: readonly Look[] }) {
  return (
    <table>
      <caption>查看记录，最近的在前</caption>
      <thead>
        <tr>
          <th scope="col">时间</th>
          <th scope="col">单位</th>
          <th scope="col">目的</th>
          <th scope="col">看了什么</th>
        </tr>
      </thead>
      <tbody>
        {looks.map((look, index) => (
          <tr key={index}>
            <td data-label="时间">{timeOf(look.at)}</td>
            <td data-label="单位">{whoLooked(look)}</td>
            <td data-label="目的">
              {look.purpose
                ? `${word('Matter', look.purpose.matter)} ${look.purpose.businessNumber}`
                : '履行职责'}
            </td>
            <td data-label="看了什么">{look.datasets.map(datasetWord).join('、')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const datasets: Readonly<Record<string, string>> = {
  Subject: '身份信息',
  ListEntry: '名单条目',
  CreditRecord: '信用信息',
  Instruction: '奖惩任务',
  Objection: '异议',
  Check: '查询比对',
  Notice: '告知书',
  Change: '变更',
  Repair: '信用修复',
  CommunityService: '公益服务',
  Reorganisation: '破产重整',
  Restoration: '恢复信誉',
  Outcome: '救济结果',
  Document: '文书',
  Attachment: '附件',
  Deadline: '办理期限',
  Grade: '信用等级',
};

const datasetWord = (name: string): string => datasets[name] ?? name;
