import { illegalTransition } from './errors.js';

/** A life cycle as a table: for each state, the states it may become. */
export interface Lifecycle<State extends string> {
  readonly name: string;
  readonly initial: readonly State[];
  readonly transitions: Readonly<Record<State, readonly State[]>>;
}

/** Declares a life cycle and refuses a table that names unreachable states. */
export const defineLifecycle = <State extends string>(lifecycle: Lifecycle<State>): Lifecycle<State> => {
  const reached = new Set<State>(lifecycle.initial);
  for (const state of reached) for (const next of lifecycle.transitions[state]) reached.add(next);
  const lost = (Object.keys(lifecycle.transitions) as State[]).filter((state) => !reached.has(state));
  if (lost.length > 0) throw new Error(`${lifecycle.name}: no way leads to ${lost.join(', ')}`);
  return lifecycle;
};

export const canBecome = <State extends string>(
  lifecycle: Lifecycle<State>,
  from: State,
  to: State,
): boolean => lifecycle.transitions[from].includes(to);

/** Throws ILLEGAL_TRANSITION with the state the thing has. */
export const assertTransition = <State extends string>(
  lifecycle: Lifecycle<State>,
  from: State,
  to: State,
): void => {
  if (!canBecome(lifecycle, from, to)) throw illegalTransition(lifecycle.name, from, to);
};

/** The states from which `to` can be reached in one step: for `where status in (…)` of set-based changes. */
export const statesBefore = <State extends string>(lifecycle: Lifecycle<State>, to: State): State[] =>
  (Object.keys(lifecycle.transitions) as State[]).filter((from) => canBecome(lifecycle, from, to));

export const isFinal = <State extends string>(lifecycle: Lifecycle<State>, state: State): boolean =>
  lifecycle.transitions[state].length === 0;

/** The states that nothing follows: for `where status = any(…)` of what has ended. */
export const finalStates = <State extends string>(lifecycle: Lifecycle<State>): State[] =>
  (Object.keys(lifecycle.transitions) as State[]).filter((state) => isFinal(lifecycle, state));
