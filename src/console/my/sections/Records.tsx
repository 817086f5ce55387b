import { MyRecordsDocument, type MyRecordsQuery } from '../hub/operations';
import { usePages } from '../hub/use-ask';
import { Card, Facts, Listed, Section, Tag } from '../shared/parts';
import { linkTo } from '../shared/route';
import { dateOf, word } from '../shared/words';
import { RepairOutlook } from './RepairOutlook';

type RecordOfMine = NonNullable<MyRecordsQuery['viewer']['subject']>['records']['nodes'][number];

export function Records() {
  const { nodes, more, next, problem } = usePages(MyRecordsDocument, ({ viewer }) => viewer.subject?.records);
  return (
    <Section title="信用信息" intro="各单位报送的关于您的信息：来自哪里、公开到什么程度、到什么时候。">
      <Listed nodes={nodes} problem={problem} empty="没有任何信用信息。">
        {(record) => <RecordCard key={record.number} record={record} />}
      </Listed>
      {more && (
        <button type="button" onClick={next}>
          更多
        </button>
      )}
    </Section>
  );
}

function RecordCard({ record }: { record: RecordOfMine }) {
  return (
    <Card
      title={record.title}
      tags={
        <>
          <Tag>{word('RecordKind', record.kind)}</Tag>
          <Tag>{word('DisclosureMode', record.disclosure)}</Tag>
          {record.objected && <Tag tone="warn">异议中</Tag>}
        </>
      }
    >
      <Facts
        facts={[
          ['编号', record.number],
          ['文书号', record.documentNumber],
          ['作出单位', record.authorityName],
          ['报送单位', record.provider.name],
          ['决定日期', dateOf(record.decidedOn)],
          ['事实', record.facts],
          ['依据', record.basis],
          ['内容', record.content],
          ['罚款', record.fineYuan && `${record.fineYuan} 元`],
          ['公示至', record.publishUntil && dateOf(record.publishUntil)],
          ['有效期至', record.validUntil && dateOf(record.validUntil)],
        ]}
      />
      {record.kind === 'PENALTY' && <RepairOutlook about={{ kind: 'record', number: record.number }} />}
      <p className="actions">
        <a className="button" href={linkTo('object', 'record', record.number)}>
          提出异议
        </a>
      </p>
    </Card>
  );
}
