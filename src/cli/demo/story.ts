import type { TypedDocumentString } from '../../generated/operations.js';
import type { Problem } from '../hub-api.js';
import type { Actor } from './cast.js';

/** The story cannot go on: a step that the next ones need did not happen. */
export class StoryBroken extends Error {
  override readonly name = 'StoryBroken';
}

type Variables = Record<string, unknown>;

/** Tells the story line by line and counts what was checked. Every line of a check begins with ✓ or ✗. */
export class Story {
  passed = 0;
  readonly mismatches: string[] = [];
  #chapter = 0;

  constructor(private readonly write: (line: string) => void) {}

  chapter(chinese: string, english: string): void {
    this.#chapter += 1;
    this.write(`\n【${this.#chapter}】${chinese}  ${english}`);
  }

  /** What was asked. */
  asked(who: Actor, what: string, operation: string): void {
    this.write(`  → ${who.name}：${what}  [${operation}]`);
  }

  /** What came back. */
  told(text: string): void {
    this.write(`  ← ${text}`);
  }

  /** Holds what was read back against what it should be. */
  same(what: string, actual: unknown, expected: unknown): void {
    const right = equal(actual, expected);
    this.judge(
      right,
      what,
      right ? shown(actual) : `实为 got ${shown(actual)}，应为 expected ${shown(expected)}`,
    );
  }

  holds(what: string, right: boolean, seen = ''): void {
    this.judge(right, what, seen);
  }

  /** Asks for what has to succeed; the story ends when it does not. */
  async act<Data, Asked extends Variables>(
    who: Actor,
    what: string,
    document: TypedDocumentString<Data, Asked>,
    variables: Asked,
    idempotencyKey?: string,
  ): Promise<Data> {
    this.asked(who, what, rootFieldOf(document));
    const { data, problems } = await who.ask(document, variables, idempotencyKey);
    if (problems.length === 0 && data !== null) return data;
    return this.broken(`${what}：${problems.map(said).join('；')}`);
  }

  /** Reads back without telling. */
  async read<Data, Asked extends Variables>(
    who: Actor,
    document: TypedDocumentString<Data, Asked>,
    variables: Asked,
  ): Promise<Data> {
    const { data, problems } = await who.ask(document, variables);
    if (problems.length === 0 && data !== null) return data;
    return this.broken(`${rootFieldOf(document)}：${problems.map(said).join('；')}`);
  }

  /** Asks for what has to be refused, with just this code (and what else is named). */
  async refused<Data, Asked extends Variables>(
    who: Actor,
    what: string,
    document: TypedDocumentString<Data, Asked>,
    variables: Asked,
    expected: Partial<Problem> & { code: string },
    idempotencyKey?: string,
  ): Promise<void> {
    this.asked(who, what, rootFieldOf(document));
    const { problems } = await who.ask(document, variables, idempotencyKey);
    const [problem] = problems;
    if (!problem) {
      this.judge(false, `应被拒绝 should be refused: ${expected.code}`, '却成功了 it succeeded');
      return;
    }
    const found = Object.fromEntries(
      Object.keys(expected).map((key) => [key, problem[key as keyof Problem]]),
    );
    const right = equal(found, expected);
    this.judge(right, `被拒绝 refused ${said(problem)}`, right ? '' : `应为 expected ${shown(expected)}`);
  }

  broken(why: string): never {
    this.judge(false, '故事中断 the story ends here', why);
    throw new StoryBroken(why);
  }

  private judge(right: boolean, what: string, detail: string): void {
    const line = detail === '' ? what : `${what}：${detail}`;
    if (right) this.passed += 1;
    else this.mismatches.push(line);
    this.write(`  ${right ? '✓' : '✗'} ${line}`);
  }
}

/** What is compared came as JSON. */
const equal = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const rootFieldOf = (document: TypedDocumentString<unknown, any>): string =>
  /\{\s*(\w+)/.exec(document.toString().replace(/^\s*(query|mutation)[^{]*/, ''))?.[1] ?? '?';

const said = ({ code, message, article }: Problem): string =>
  `${code}${article ? ` (${article})` : ''} ${message}`;

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === undefined || text.length <= 160 ? String(text) : `${text.slice(0, 157)}...`;
};
