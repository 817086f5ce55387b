import { MyGradeDocument } from '../hub/operations';
import { useAsk } from '../hub/use-ask';
import { Bars, Problem, Tag } from '../shared/parts';
import { linkTo } from '../shared/route';
import { word } from '../shared/words';

/** The grade with each of its reasons (Policy 一(二)3). */
export function GradeCard() {
  const { data, problem } = useAsk(MyGradeDocument);
  const subject = data?.viewer.subject;
  const grade = subject?.grade;
  if (problem !== undefined) return <Problem problem={problem} />;
  if (!grade) return null;
  return (
    <div className="card grade" data-testid="grade">
      <h3>信用等级</h3>
      <p>
        <span className="letter">{grade.letter}</span> {word('GradeLetter', grade.letter)}（{grade.score}{' '}
        分，规则 {grade.ruleSet}）{grade.objected && <Tag tone="warn">异议中</Tag>}
        {grade.longTermDishonesty && <Tag tone="bad">长期失信</Tag>}
        {subject.group && <Tag>{word('PractitionerGroup', subject.group)}</Tag>}
      </p>
      <p className="help">监督检查建议：{grade.inspectionAdvice}</p>
      <Bars
        label="评分理由"
        bars={grade.reasons.map(({ points, text }) => ({
          label: text,
          value: points,
          text: `${points > 0 ? '+' : ''}${points} 分`,
          tone: points < 0 ? ('bad' as const) : ('good' as const),
        }))}
      />
      <p className="actions">
        <a className="button" href={linkTo('object', 'grade', subject.code)}>
          对等级提出异议
        </a>
      </p>
    </div>
  );
}
