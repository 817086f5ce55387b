import { MyDocumentsDocument, type MyDocumentsQuery } from '../hub/operations';
import { usePages } from '../hub/use-ask';
import { Card, Facts, Listed, Section, Tag } from '../shared/parts';
import { dateOf, word } from '../shared/words';

type Paper = NonNullable<MyDocumentsQuery['viewer']['subject']>['documents']['nodes'][number];

export function Documents() {
  const { nodes, more, next, problem } = usePages(
    MyDocumentsDocument,
    ({ viewer }) => viewer.subject?.documents,
  );
  return (
    <Section title="文书" intro="写给您的告知书、决定和信用报告。可以在线查看，也可以下载保存。">
      <Listed nodes={nodes} problem={problem} empty="没有文书。">
        {(paper) => <PaperCard key={paper.number} paper={paper} />}
      </Listed>
      {more && (
        <button type="button" onClick={next}>
          更多
        </button>
      )}
    </Section>
  );
}

function PaperCard({ paper }: { paper: Paper }) {
  const { notice } = paper;
  return (
    <Card title={paper.title} tags={<Tag>{word('DocumentKind', paper.kind)}</Tag>}>
      <Facts
        facts={[
          ['编号', paper.number],
          ['单位', paper.organization?.name],
          ['日期', dateOf(paper.createdAt)],
          ['送达', notice && `${dateOf(notice.servedOn)} ${word('NoticeChannel', notice.channel)}`],
        ]}
      />
      <PaperLinks htmlUrl={paper.htmlUrl} pdfUrl={paper.pdfUrl} title={paper.title} />
    </Card>
  );
}

export const PaperLinks = ({
  htmlUrl,
  pdfUrl,
  title,
}: {
  htmlUrl: string;
  pdfUrl: string;
  title: string;
}) => (
  <p className="actions">
    <a className="button" href={htmlUrl} target="_blank" rel="noreferrer">
      查看<span className="hidden">{title}（新窗口）</span>
    </a>
    <a className="button" href={pdfUrl} download data-testid="paper-pdf">
      下载 PDF<span className="hidden">{title}</span>
    </a>
  </p>
);
