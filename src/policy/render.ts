import { errorCatalogue } from '../kernel/errors.js';
import type { Lifecycle } from '../kernel/lifecycle.js';
import { isFinal } from '../kernel/lifecycle.js';
import { type ViewerKind, scopes, viewerKinds } from '../kernel/principal.js';
import { operationRights, subscriptionRights } from './operations.js';
import { type FieldRule, fieldRules } from './predicates.js';
import { fieldRights } from './table.js';

const mark = (rule: FieldRule, kind: ViewerKind): string => {
  const verdict = rule.allows[kind];
  if (verdict === true) return '●';
  if (verdict === false) return rule.otherwise ? '▒' : '·';
  return '◐';
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** The policy table as people read it: schema/POLICY.md. */
export const renderPolicy = (): string => `# Who may see and do what (谁可以看、谁可以做)

Made from \`src/policy\`; do not edit. Which rows a viewer gets at all is decided by \`src/db/row-scope.ts\`.
● yes · no ◐ depends on the row (own, identified, matched) ▒ a masked value instead. Where a purpose is needed, nobody
sees the value without one but the subject itself; organisations have no name or number to hide.

## Rules of fields (字段规则)

${table(
  ['rule', 'says', 'purpose', ...viewerKinds],
  Object.entries(fieldRules).map(([name, rule]) => [
    name,
    rule.about,
    'openWhen' in rule ? 'needed' : '–',
    ...viewerKinds.map((kind) => mark(rule, kind)),
  ]),
)}

## Fields (字段)

${table(
  ['type', 'open', 'under a rule'],
  Object.entries(fieldRights).map(([type, fields]) => {
    const named = Object.entries(fields);
    const open = named.filter(([, rule]) => rule === 'open').map(([field]) => field);
    const ruled = named.filter(([, rule]) => rule !== 'open').map(([field, rule]) => `${field}: **${rule}**`);
    return [type, open.join(' ') || '–', ruled.join(', ') || '–'];
  }),
)}

## Root fields (操作)

${table(
  ['root field', 'who', 'scope', 'purpose'],
  Object.entries({ ...operationRights, Subscription: subscriptionRights }).flatMap(([type, fields]) =>
    Object.entries(fields).map(([name, right]) => [
      `${type}.${name}`,
      right.kinds === 'EVERYBODY' ? 'everybody' : right.kinds.join(', '),
      right.scope ?? '–',
      right.purpose ? 'needed' : '–',
    ]),
  ),
)}

## Scopes (权限范围)

${table(['scope', 'allows to'], Object.entries(scopes))}
`;

/** The life cycles: schema/LIFECYCLES.md. */
export const renderLifecycles = (
  lifecycles: readonly Lifecycle<string>[],
): string => `# Life cycles (生命周期)

Made from the \`*.lifecycle.ts\` tables; do not edit.

${lifecycles
  .map(
    (each) => `## ${each.name}

Starts as ${each.initial.join(' or ')}.

${table(
  ['state', 'may become'],
  Object.keys(each.transitions).map((state) => [
    state,
    isFinal(each, state) ? '– (final)' : each.transitions[state]!.join(', '),
  ]),
)}
`,
  )
  .join('\n')}`;

/** The error catalogue: schema/ERRORS.md. */
export const renderErrors = (): string => `# Errors (错误码)

\`extensions.code\` of every error is one of these; do not edit, it is made from \`src/kernel/errors.ts\`.
\`GRAPHQL_PARSE_FAILED\`, \`GRAPHQL_VALIDATION_FAILED\` and \`BAD_REQUEST\` come before execution, as Apollo Server gives them.

${table(['code', 'meaning and what to do'], Object.entries(errorCatalogue))}
`;
