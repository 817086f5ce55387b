/** A value that is there, or comes: what is known already is used at once, without a promise for each. */
export type Soon<Value> = Value | Promise<Value>;

export const whenKnown = <Value, Result>(value: Soon<Value>, next: (value: Value) => Result): Soon<Result> =>
  value instanceof Promise ? value.then(next) : next(value);
