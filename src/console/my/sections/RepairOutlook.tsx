import { type SyntheticEvent, useState } from 'react';
import { type ConditionOfMineFragment, MyRepairOutlookDocument } from '../hub/operations';
import { useAsk } from '../hub/use-ask';
import { Facts, Problem } from '../shared/parts';
import { linkTo } from '../shared/route';
import { dateOf, word } from '../shared/words';

interface About {
  kind: 'entry' | 'record';
  number: string;
}

/** What is missing before a repair can be had, and from when; read when it is opened. */
export function RepairOutlook({ about }: { about: About }) {
  const [open, setOpen] = useState(false);
  const toggle = ({ currentTarget }: SyntheticEvent<HTMLDetailsElement>) => setOpen(currentTarget.open);
  return (
    <details onToggle={toggle} data-testid="repair-outlook">
      <summary>修复条件</summary>
      {open && <Outlook about={about} />}
    </details>
  );
}

function Outlook({ about: { kind, number } }: { about: About }) {
  const { data, problem } = useAsk(MyRepairOutlookDocument, { [kind]: number });
  const outlook = data?.repairOutlook;
  if (problem !== undefined) return <Problem problem={problem} />;
  if (!data) return <p role="status">正在读取…</p>;
  if (!outlook) return <p>没有可以适用的修复规则。</p>;
  return (
    <>
      <Facts
        facts={[
          ['能否修复', outlook.repairable ? '可以申请修复' : '不能提前修复'],
          ['说明', outlook.reason],
          ['最早可修复', outlook.earliestOn && dateOf(outlook.earliestOn)],
          ['期满自动结束', dateOf(outlook.endsOn)],
          ['适用规则', `${outlook.ruleSet.title}（${outlook.ruleSet.source}）`],
          ['还缺什么', outlook.missing.join('；')],
        ]}
      />
      <Conditions conditions={outlook.conditions} />
      {outlook.howTo.length > 0 && (
        <ol className="plain">
          {outlook.howTo.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {outlook.repairable && (
        <p className="actions">
          <a className="button" href={linkTo('repair', kind, number)} data-testid="apply-for-repair">
            申请修复
          </a>
        </p>
      )}
    </>
  );
}

export function Conditions({ conditions }: { conditions: readonly ConditionOfMineFragment[] }) {
  if (conditions.length === 0) return null;
  return (
    <ul className="checks" aria-label="修复条件">
      {conditions.map(({ kind, met, metFrom, reason }) => (
        <li key={kind} className={met ? 'met' : 'unmet'}>
          <span className="mark">{met ? '已满足' : '未满足'}</span> {word('RepairConditionKind', kind)}：
          {reason}
          {!met && metFrom && `（${dateOf(metFrom)}起满足）`}
        </li>
      ))}
    </ul>
  );
}
