import { type FormEvent, useState } from 'react';
import type { Uploaded } from '../hub/ask';
import { useDraft } from '../hub/draft';
import { ApplyForMyRepairDocument, type ApplyForMyRepairMutation } from '../hub/operations';
import { Problem, Section } from '../shared/parts';
import { linkTo } from '../shared/route';
import { dateOf } from '../shared/words';
import { Files } from './Files';
import { TextArea, TextInput } from './fields';
import { useSending } from './use-sending';

type Applied = ApplyForMyRepairMutation['applyForRepair']['repair'];

const empty = {
  statement: '',
  dutiesStatement: '',
  dutiesDoneOn: '',
  commitment: '',
  trainingCertificate: '',
  creditReport: '',
  files: [] as Uploaded[],
};

export function RepairForm({ about: { kind, number } }: { about: { kind: string; number: string } }) {
  const [applied, setApplied] = useState<Applied>();
  return (
    <Section
      title="申请信用修复"
      intro={`对象：${kind === 'entry' ? '名单条目' : '信用信息'} ${number}。不收费；符合条件的，准予修复后一个工作日内修复。`}
    >
      {applied ? <Received applied={applied} /> : <Form kind={kind} number={number} done={setApplied} />}
    </Section>
  );
}

function Received({ applied: { number, decider, deadlines } }: { applied: Applied }) {
  const due = deadlines.find(({ metAt }) => metAt == null)?.dueOn;
  return (
    <div className="done" role="status" data-testid="repair-received">
      <p>
        申请已收到，编号 <strong>{number}</strong>，由{decider.name}办理
        {due && `，最迟 ${dateOf(due)} 决定是否受理`}。
      </p>
      <p>
        <a className="button" href={linkTo('repairs')}>
          查看进度
        </a>
      </p>
    </div>
  );
}

function Form({ kind, number, done }: { kind: string; number: string; done: (applied: Applied) => void }) {
  const { fields, change, clear } = useDraft(`repair/${kind}/${number}`, empty);
  const [tried, setTried] = useState(false);
  const { send, busy, problem, wrong } = useSending(ApplyForMyRepairDocument);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isMissing(fields, 'statement') || isMissing(fields, 'dutiesStatement')) return;
    const sent = await send({ ...inputOf(fields), [kind]: number });
    if (!sent) return;
    clear();
    done(sent.applyForRepair.repair);
  };
  const text = (field: TextField) => ({
    value: fields[field],
    change: (value: string) => change({ [field]: value }),
    wrong: wrong(field),
    testId: `repair-${field}`,
  });
  const required = (field: TextField, advice: string) => ({
    ...text(field),
    required: true,
    wrong: tried && isMissing(fields, field) ? advice : wrong(field),
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate data-testid="repair-form">
      <TextArea label="申请修复的理由" {...required('statement', '请写明申请修复的理由。')} />
      <TextArea
        label="义务履行和纠正情况"
        help="例如：罚款已经缴清，违法行为已经改正。"
        {...required('dutiesStatement', '请写明义务怎样履行、行为怎样纠正。')}
      />
      <TextInput label="履行完毕的日期" type="date" {...text('dutiesDoneOn')} />
      <TextArea
        label="信用承诺"
        help="承诺所述属实、依法守信；承诺会公开。"
        rows={3}
        {...text('commitment')}
      />
      <TextInput label="信用培训证明编号" help="规则要求培训的才需要。" {...text('trainingCertificate')} />
      <TextInput label="信用报告编号" help="规则要求信用报告的才需要。" {...text('creditReport')} />
      <Files files={fields.files} change={(files) => change({ files })} />
      <Problem problem={problem} />
      <button type="submit" className="main" disabled={busy} data-testid="repair-submit">
        {busy ? '正在提交…' : '提交申请'}
      </button>
    </form>
  );
}

type TextField = Exclude<keyof typeof empty, 'files'>;

const isMissing = (fields: typeof empty, field: TextField): boolean => fields[field].trim() === '';

/** What was left empty is not sent. */
const inputOf = ({ files, statement, dutiesStatement, ...optional }: typeof empty) => ({
  ...Object.fromEntries(Object.entries(optional).filter(([, text]) => text.trim() !== '')),
  statement,
  dutiesStatement,
  files: files.map((each) => each.number),
});
