import { toGlobalId } from '../../../src/kernel/ids.js';
import { testDay } from '../../support/hub.js';
import { actPairsOf } from './alike-acts.js';
import type { World } from './world.js';

/** A question about one thing, for somebody who may not know that it exists. */
export interface Pair {
  who: string;
  what: string;
  /** A document with `$x`, or a path with `{x}`. */
  ask: string;
  forbidden: string;
  unknown: string;
}

const step = (name: string, input: string, payload: string) =>
  `mutation ($x: String!) { ${name}(input: { ${input} }) { ${payload} } }`;

/** Things that are there but not for the asker, beside things of the same form that are not there at all. */
export const pairsOf = (world: World): Pair[] => {
  const { entries, instructions } = world;
  const noEntry = 'E20261020-ZZZZZZZZ';
  const noInstruction = 'I20261020-ZZZZZZZZZZZZZZ';
  const about = (who: string, forbidden: string, unknown: string) => (what: string, ask: string) => ({
    who,
    what,
    ask,
    forbidden,
    unknown,
  });
  const node = (type: string) =>
    about(
      'public',
      toGlobalId(type, 1),
      toGlobalId(type, 999_999),
    )(`node ${type}`, 'query ($x: ID!) { node(id: $x) { __typename id } }');
  const proposed = about('housing', entries.proposed, noEntry);
  const watch = about('housing', entries.watch, noEntry);
  const instruction = about('housing', instructions.tax, noInstruction);
  const memorandum = about('housing', 'ZQ-M', 'ZQ-NONE');
  const file = about('housing', world.import.number, 'M-NONE');
  return [
    ...['public', 'firm', 'housing', 'office without purpose'].map((who) =>
      about(
        who,
        entries.proposed,
        noEntry,
      )('listEntry', 'query ($x: String!) { listEntry(number: $x) { id } }'),
    ),
    ...['public', 'firm', 'housing'].map((who) =>
      about(
        who,
        world.stored.hiddenCode,
        'P000000000000',
      )('subject', 'query ($x: String!) { subject(code: $x) { id } }'),
    ),
    about('public', 'ZQ-1', 'ZQ-NONE')('measure', 'query ($x: String!) { measure(code: $x) { id } }'),
    about('public', 'ZQ-M', 'ZQ-NONE')('memorandum', 'query ($x: String!) { memorandum(number: $x) { id } }'),
    ...['Instruction', 'Notice', 'Objection', 'Check', 'Import', 'Client', 'AccessEvent', 'Feedback'].map(
      node,
    ),
    ...['Repair', 'CommunityService', 'Reorganisation', 'Document'].map(node),
    ...['housing', 'another subject'].map((who) =>
      about(
        who,
        entries.proposed,
        noEntry,
      )('repairOutlook', 'query ($x: String!) { repairOutlook(entry: $x) { endsOn } }'),
    ),
    ...(
      [
        ['acceptRepair', 'repair: $x, accepted: true'],
        ['decideRepair', 'repair: $x, approved: false, reasons: "无"'],
        ['withdrawRepair', 'repair: $x, reason: "无"'],
      ] as const
    ).map(([name, input]) =>
      about('housing', world.repair, 'X20261020-ZZZZZZZZ')(name, step(name, input, 'repair { id }')),
    ),
    about(
      'housing',
      'B-ZQ',
      'B-NONE',
    )(
      'end of a reorganisation',
      step('endReorganisation', 'reorganisation: $x, reason: "无"', 'reorganisation { id }'),
    ),
    ...['housing', 'another subject'].map((who) =>
      about(
        who,
        entries.proposed,
        noEntry,
      )('repair', step('applyForRepair', 'entry: $x, statement: "s", dutiesStatement: "d"', 'repair { id }')),
    ),
    about(
      'housing',
      world.check,
      'K20261020-ZZZZZZZZ',
    )('check', 'query ($x: String!) { check(number: $x) { id } }'),
    about(
      'housing',
      toGlobalId('Import', world.import.id),
      toGlobalId('Import', 999_999),
    )('import', 'query ($x: ID!) { import(id: $x) { id } }'),
    instruction('acknowledge', step('acknowledgeInstruction', 'instruction: $x', 'instruction { id }')),
    instruction('decline', step('declineInstruction', 'instruction: $x, reason: "无"', 'instruction { id }')),
    instruction(
      'feedback',
      step('reportFeedback', `instruction: $x, outcome: LIFTED, appliedOn: "${testDay}"`, 'feedback { id }'),
    ),
    instruction(
      'notice',
      step(
        'serveNotice',
        `instruction: $x, servedOn: "${testDay}", channel: POST, proof: "p", reason: "r"`,
        'notice { id }',
      ),
    ),
    proposed('withdraw', step('withdrawEntry', 'entry: $x, reason: "无"', 'entry { id }')),
    proposed('revoke', step('revokeEntry', 'entry: $x, reason: "无"', 'entry { id }')),
    proposed(
      'notice of entry',
      step(
        'serveEntryNotice',
        `entry: $x, servedOn: "${testDay}", channel: POST, proof: "p"`,
        'entry { id }',
      ),
    ),
    ...[proposed, watch].map((entry) =>
      entry(
        'objection',
        step('raiseObjection', 'entry: $x, ground: "g", statement: "s", channel: WEB', 'objection { id }'),
      ),
    ),
    about(
      'another subject',
      entries.published,
      noEntry,
    )(
      'objection of another',
      step('raiseObjection', 'entry: $x, ground: "g", statement: "s", channel: WEB', 'objection { id }'),
    ),
    about(
      'housing',
      world.objection,
      'Y-NONE',
    )(
      'verification of another',
      step('reportVerification', 'objection: $x, finding: RIGHT, reasons: "r"', 'objection { id }'),
    ),
    about(
      'another subject',
      world.objection,
      'Y-NONE',
    )('re-check of another', step('requestReview', 'objection: $x, statement: "s"', 'objection { id }')),
    memorandum('sign', step('signMemorandum', 'memorandum: $x', 'memorandum { id }')),
    memorandum('end', step('endMemorandum', 'memorandum: $x, reason: "无"', 'memorandum { id }')),
    memorandum('file', step('fileMemorandum', 'memorandum: $x', 'memorandum { id }')),
    about(
      'housing',
      `${world.papers.published}.html`,
      'D20261020-ZZZZZZZZ.html',
    )('page of a paper', '/documents/{x}'),
    about(
      'housing',
      `${world.papers.published}.pdf`,
      'D20261020-ZZZZZZZZ.pdf',
    )('paper as PDF', '/documents/{x}'),
    about(
      'housing',
      world.papers.published,
      'D20261020-ZZZZZZZZ',
    )('paper', 'query ($x: String!) { document(number: $x) { id } }'),
    ...actPairsOf(world),
    file('file status', '/imports/{x}'),
    file('refused rows', '/imports/{x}/rejects.csv'),
  ];
};
