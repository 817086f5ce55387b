import { type ReactNode, useId } from 'react';
import { signIn } from '../hub/ask';
import { inWords, sessionEnded } from '../hub/problems';
import { useMe } from './me';

export function Section({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="section">
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      {intro && <p className="intro">{intro}</p>}
      {children}
    </section>
  );
}

export function Card({ title, tags, children }: { title: ReactNode; tags?: ReactNode; children: ReactNode }) {
  return (
    <article className="card">
      <header className="card-head">
        <h3>{title}</h3>
        <span className="tags">{tags}</span>
      </header>
      {children}
    </article>
  );
}

export type Tone = 'plain' | 'good' | 'warn' | 'bad';

export const Tag = ({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) => (
  <span className={`tag tag-${tone}`}>{children}</span>
);

export type Fact = readonly [name: string, value: ReactNode];

/** Names and values; what has no value is left out. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className="facts">
    {facts
      .filter(([, value]) => value != null && value !== '' && value !== false)
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);

export const Steps = ({ steps }: { steps: readonly { at: string; what: ReactNode }[] }) => (
  <ol className="steps">
    {steps.map(({ at, what }, index) => (
      <li key={index}>
        <span className="step-at">{at}</span> {what}
      </li>
    ))}
  </ol>
);

export interface Bar {
  label: string;
  value: number;
  /** What stands beside the bar; the value by default. */
  text?: string;
  tone?: Tone;
}

/** A bar chart that is a list of texts to whoever cannot see the bars. */
export function Bars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ value }) => Math.abs(value)));
  return (
    <figure className="bars">
      <figcaption>{label}</figcaption>
      <ul>
        {bars.map((bar) => (
          <li key={bar.label}>
            <span className="bar-label">{bar.label}</span>
            <span className="bar-track" aria-hidden="true">
              <span
                className={`bar bar-${bar.tone ?? 'plain'}`}
                style={{ width: `${(Math.abs(bar.value) / most) * 100}%` }}
              />
            </span>
            <span className="bar-value">{bar.text ?? bar.value}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** What went wrong, and the way on. */
export function Problem({ problem }: { problem: unknown }) {
  const { actsFor } = useMe();
  if (problem === undefined) return null;
  return (
    <div className="problem" role="alert">
      <p>{inWords(problem)}</p>
      {sessionEnded(problem) && (
        <button type="button" onClick={() => signIn(actsFor)}>
          重新登录
        </button>
      )}
    </div>
  );
}

/** A list once it is there; while it is not, that it is on its way, or what went wrong. */
export function Listed<Node>({
  nodes,
  problem,
  empty,
  children,
}: {
  nodes: readonly Node[] | null | undefined;
  problem?: unknown;
  empty: string;
  children: (node: Node) => ReactNode;
}) {
  if (problem !== undefined) return <Problem problem={problem} />;
  if (!nodes) return <p role="status">正在读取…</p>;
  if (nodes.length === 0) return <p className="empty">{empty}</p>;
  return <div className="cards">{nodes.map(children)}</div>;
}
