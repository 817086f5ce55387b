import { type FormEvent, useState } from 'react';
import type { Uploaded } from '../hub/ask';
import { useDraft } from '../hub/draft';
import { RequestMyReviewDocument } from '../hub/operations';
import { Problem, Section } from '../shared/parts';
import { linkTo } from '../shared/route';
import { Files } from './Files';
import { TextArea } from './fields';
import { useSending } from './use-sending';

/** Asks the provincial authority to look again at a dismissed objection (Policy 五(三)). */
export function ReviewForm({ about: { number } }: { about: { number: string } }) {
  const [asked, setAsked] = useState(false);
  return (
    <Section title="申请复核" intro={`对象：异议 ${number} 的处理结果。`}>
      {asked ? (
        <div className="done" role="status" data-testid="review-asked">
          <p>复核申请已收到。</p>
          <p>
            <a className="button" href={linkTo('objections')}>
              查看进度
            </a>
          </p>
        </div>
      ) : (
        <Form number={number} done={() => setAsked(true)} />
      )}
    </Section>
  );
}

function Form({ number, done }: { number: string; done: () => void }) {
  const draft = useDraft(`review/${number}`, { statement: '', files: [] as Uploaded[] });
  const { statement, files } = draft.fields;
  const [tried, setTried] = useState(false);
  const { send, busy, problem, wrong } = useSending(RequestMyReviewDocument);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (statement.trim() === '') return;
    if (!(await send({ objection: number, statement, files: files.map((each) => each.number) }))) return;
    draft.clear();
    done();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <TextArea
        label="为什么不服处理结果"
        required
        value={statement}
        change={(value) => draft.change({ statement: value })}
        wrong={tried && statement.trim() === '' ? '请写明为什么不服处理结果。' : wrong('statement')}
        testId="review-statement"
      />
      <Files files={files} change={(value) => draft.change({ files: value })} />
      <Problem problem={problem} />
      <button type="submit" className="main" disabled={busy} data-testid="review-submit">
        {busy ? '正在提交…' : '申请复核'}
      </button>
    </form>
  );
}
