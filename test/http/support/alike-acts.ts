import { toGlobalId } from '../../../src/kernel/ids.js';
import type { Pair } from './alike.js';
import { decidedOn } from './steps.js';
import { testDay } from '../../support/hub.js';
import type { World } from './world.js';

const act = (name: string, input: string, payload: string, type = 'String!') =>
  `mutation ($x: ${type}) { ${name}(input: { ${input} }) { ${payload} } }`;

const object = (about: string) =>
  act('raiseObjection', `${about}, ground: "g", statement: "s", channel: WEB`, 'objection { id }');

const outcome = (about: string) =>
  act(
    'recordOutcome',
    `${about}, kind: LITIGATION, result: CONFIRMED, authority: "a", documentNumber: "d", decidedOn: "${testDay}", summary: "s"`,
    'outcome { id }',
  );

/** More acts on things that are there but not for who acts. */
export const actPairsOf = (world: World): Pair[] => {
  const entry = 'E20261020-ZZZZZZZZ';
  const instruction = 'I20261020-ZZZZZZZZZZZZZZ';
  const record = 'R20261020-ZZZZZZZZ';
  const { internal, open } = world.records;
  const asked: [who: string, what: string, ask: string, forbidden: string, unknown: string][] = [
    ['market', 'objection to a record', object('record: $x'), internal, record],
    [
      'housing',
      'objection to an instruction',
      object('instruction: $x'),
      world.instructions.tax,
      instruction,
    ],
    ['housing', 'objection to a check', object('check: $x'), world.check, 'K20261020-ZZZZZZZZ'],
    ['another subject', 'objection to a check', object('check: $x'), world.check, 'K20261020-ZZZZZZZZ'],
    [
      'housing',
      'objection to a grade',
      object('grade: true, subject: $x'),
      world.stored.hiddenCode,
      'P000000000000',
    ],
    ...['market', 'another subject'].map((who): [string, string, string, string, string] => [
      who,
      'repair of a record',
      act('applyForRepair', 'record: $x, statement: "s", dutiesStatement: "d"', 'repair { id }'),
      who === 'market' ? internal : open,
      record,
    ]),
    ...['housing', 'another subject'].map((who): [string, string, string, string, string] => [
      who,
      'withdrawal of a repair',
      act('withdrawRepair', 'repair: $x, reason: "无"', 'repair { id }'),
      world.repair,
      'X20261020-ZZZZZZZZ',
    ]),
    [
      'housing',
      'paper for an entry',
      act('prepareNotice', 'entry: $x', 'document { id }'),
      world.entries.proposed,
      entry,
    ],
    [
      'housing',
      'paper for an instruction',
      act('prepareNotice', 'instruction: $x, reason: "r"', 'document { id }'),
      world.instructions.tax,
      instruction,
    ],
    [
      'housing',
      'service of a paper',
      act(
        'serveDocument',
        `document: $x, servedOn: "${testDay}", channel: POST, proof: "p"`,
        'notice { id }',
      ),
      world.papers.published,
      'D20261020-ZZZZZZZZ',
    ],
    [
      'housing',
      'task of a restoration',
      act(
        'completeRestorationTask',
        'restoration: $x, kind: APOLOGY, status: DONE, note: "n"',
        'restoration { id }',
      ),
      world.restoration,
      'Z20261020-ZZZZZZZZ',
    ],
    ['housing', 'outcome of an entry', outcome('entry: $x'), world.entries.proposed, entry],
    ['market', 'outcome of a record', outcome('record: $x'), internal, record],
    ['housing', 'outcome of an instruction', outcome('instruction: $x'), world.instructions.tax, instruction],
    [
      'market',
      'revocation of a record',
      act('revokeRecord', 'record: $x, documentNumber: "d", reason: "r"', 'record { id }'),
      internal,
      record,
    ],
    [
      'market',
      'entry from a record',
      act(
        'proposeEntry',
        `entry: { list: "BLACK-MARKET", subject: {}, ground: "g", basis: "b", decisionNumber: "n", decidedOn: "${decidedOn}",
          severity: SERIOUS, record: $x }`,
        'entry { id }',
      ),
      internal,
      record,
    ],
    [
      'housing',
      'acknowledgement of a change',
      act('acknowledgeChange', 'change: $x', 'change { position }', 'ID!'),
      toGlobalId('Change', 1),
      toGlobalId('Change', 999_999),
    ],
    [
      'housing',
      'group of a practitioner',
      act('assignPractitionerGroup', 'subject: { code: $x }', 'subject { id }'),
      world.stored.hiddenCode,
      'P000000000000',
    ],
  ];
  return asked.map(([who, what, ask, forbidden, unknown]) => ({ who, what, ask, forbidden, unknown }));
};
