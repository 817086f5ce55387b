import { type FormEvent, useState } from 'react';
import type { Uploaded } from '../hub/ask';
import { useDraft } from '../hub/draft';
import { RaiseMyObjectionDocument, type RaiseMyObjectionMutation } from '../hub/operations';
import { Problem, Section } from '../shared/parts';
import { linkTo } from '../shared/route';
import { dateOf } from '../shared/words';
import { Files } from './Files';
import { Select, TextArea } from './fields';
import { useSending } from './use-sending';

const grounds = [
  '信息有误',
  '不是我（单位）',
  '义务已经履行',
  '没有告知或者告知有误',
  '期限已满',
  '依据不成立',
  '其他',
];

const kinds: Readonly<Record<string, string>> = {
  entry: '名单条目',
  record: '信用信息',
  instruction: '奖惩措施',
  grade: '信用等级',
};

type Raised = RaiseMyObjectionMutation['raiseObjection']['objection'];

export function ObjectionForm({ about: { kind, number } }: { about: { kind: string; number: string } }) {
  const [raised, setRaised] = useState<Raised>();
  return (
    <Section
      title="提出异议"
      intro={`对象：${kinds[kind] ?? kind} ${number}。提交后立即作异议标注并暂停惩戒措施，直到办结。`}
    >
      {raised ? <Received raised={raised} /> : <Form kind={kind} number={number} done={setRaised} />}
    </Section>
  );
}

const Received = ({ raised }: { raised: Raised }) => (
  <div className="done" role="status" data-testid="objection-received">
    <p>
      异议已收到，编号 <strong>{raised.number}</strong>，最迟 {dateOf(raised.dueAt)} 办结。
      {raised.suspends ? '惩戒措施已经暂停。' : '同一事由已处理过且没有新的证据，这次不再暂停。'}
    </p>
    <p>
      <a className="button" href={linkTo('objections')}>
        查看进度
      </a>
    </p>
  </div>
);

function Form({ kind, number, done }: { kind: string; number: string; done: (raised: Raised) => void }) {
  const draft = useDraft(`objection/${kind}/${number}`, {
    ground: '',
    statement: '',
    files: [] as Uploaded[],
  });
  const { ground, statement, files } = draft.fields;
  const [tried, setTried] = useState(false);
  const { send, busy, problem, wrong } = useSending(RaiseMyObjectionDocument);
  const missing = (text: string, advice: string) => (tried && text.trim() === '' ? advice : undefined);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (ground === '' || statement.trim() === '') return;
    const numbers = files.map((each) => each.number);
    const target = kind === 'grade' ? { grade: true } : { [kind]: number };
    const sent = await send({ channel: 'WEB', ground, statement, files: numbers, ...target });
    if (!sent) return;
    draft.clear();
    done(sent.raiseObjection.objection);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate data-testid="objection-form">
      <Select
        label="事由"
        required
        options={grounds}
        value={ground}
        change={(value) => draft.change({ ground: value })}
        wrong={missing(ground, '请选择事由。') ?? wrong('ground')}
        testId="objection-ground"
      />
      <TextArea
        label="哪里不对，为什么"
        required
        help="请写明哪一项有误、正确的情况是什么。不要填写身份证号码。"
        value={statement}
        change={(value) => draft.change({ statement: value })}
        wrong={missing(statement, '请写明哪里不对、为什么。') ?? wrong('statement')}
        testId="objection-statement"
      />
      <Files files={files} change={(value) => draft.change({ files: value })} />
      <Problem problem={problem} />
      <button type="submit" className="main" disabled={busy} data-testid="objection-submit">
        {busy ? '正在提交…' : '提交异议'}
      </button>
    </form>
  );
}
