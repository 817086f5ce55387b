import { HubError, badInput } from '../../kernel/errors.js';
import type { Unit } from '../ledger/unit.service.js';
import { organizationsByCode } from '../organizations/organization.repository.js';
import type { Organization } from '../organizations/organization.types.js';
import {
  type DraftFacts,
  listsByCode,
  measuresByCode,
  organizationById,
  versionOfNumber,
} from './draft.repository.js';
import { assertClause, assertLists, assertMemorandum } from './memorandum.rules.js';
import type { DraftMemorandumInput } from './memorandum.types.js';
import { assertMayDraft, assertParties } from './party.rules.js';

/** Checks a draft against what its codes stand for, and answers what they stand for. */
export const checkDraft = async (unit: Unit, input: DraftMemorandumInput): Promise<DraftFacts> => {
  assertMemorandum(input, unit.today);
  const initiator = await readInitiator(unit, input.initiator ?? null);
  assertMayDraft(unit.act.principal, initiator.id, input.level);
  const parties = await readParties(unit, input, initiator);
  const lists = await listsByCode(unit, input.lists);
  assertLists(input, (code) => lists.get(code)?.colour ?? null);
  const measures = await measuresByCode(
    unit,
    input.clauses.map((clause) => clause.measure),
  );
  const agreed = { colour: input.colour, parties: new Set(parties.keys()) };
  for (const [index, clause] of input.clauses.entries())
    assertClause(clause, measures.get(clause.measure) ?? null, agreed, `input.clauses[${index}]`);
  await refuseTakenNumber(unit, input.number.trim());
  return { initiator, parties, lists, measures };
};

/** The initiator is a party whether or not it is named among them. */
const readParties = async (
  unit: Unit,
  input: DraftMemorandumInput,
  initiator: Organization,
): Promise<Map<string, Organization>> => {
  const codes = [...new Set([...input.signatories, initiator.code])];
  const parties = await organizationsByCode(unit, codes);
  assertParties(codes, input.level, (code) => parties.get(code) ?? null);
  return parties;
};

const readInitiator = async (unit: Unit, code: string | null): Promise<Organization> => {
  const own = unit.act.principal.organizationId;
  const found =
    code !== null
      ? (await organizationsByCode(unit, [code])).get(code)
      : own !== null
        ? await organizationById(unit, own)
        : null;
  if (found) return found;
  throw badInput(
    'input.initiator',
    code === null
      ? 'Name the initiator: your token belongs to no organization.'
      : `There is no organization ${code}.`,
  );
};

const refuseTakenNumber = async (unit: Unit, number: string): Promise<void> => {
  const taken = await versionOfNumber(unit, number);
  if (!taken) return;
  throw new HubError('CONFLICT', `Memorandum ${number} exists already. Use its own number (文号).`, {
    field: 'input.number',
    ...taken,
  });
};
