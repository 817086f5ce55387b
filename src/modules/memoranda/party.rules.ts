import type { OwnHand } from '../../kernel/hands.js';
import { HubError, badInput, notFound } from '../../kernel/errors.js';
import type { Principal } from '../../kernel/principal.js';
import type { Level, MemorandumStatus, OrganizationKind } from '../../kernel/terms.js';

/** Who may do what with a memorandum: its parties for themselves, the credit office for what higher levels signed. */

interface Held {
  number: string;
  level: Level;
  status: MemorandumStatus;
  initiatorId: number;
  draftedBy: string;
}

export interface Party {
  organizationId: number;
  signedAt: Date | null;
}

/** Bodies that can be a party: 行政机关和授权组织, and the credit office itself (Policy 四(一)). */
const partyKinds: readonly OrganizationKind[] = ['OFFICE', 'AGENCY', 'AUTHORISED_BODY'];

/** Refuses an agency that drafts for another one, or records what a higher level agreed. */
export const assertMayDraft = (principal: Principal, initiatorId: number, level: Level): void => {
  if (principal.kind === 'OFFICE') return;
  if (principal.organizationId !== initiatorId) {
    throw new HubError(
      'FORBIDDEN',
      'An agency drafts memoranda it initiates itself. Leave initiator out, or ask the credit office.',
      {
        field: 'input.initiator',
      },
    );
  }
  if (level !== 'COUNTY') {
    throw new HubError(
      'FORBIDDEN',
      `Memoranda of the ${level} level are recorded by the credit office (Policy 四(一)).`,
      {
        field: 'input.level',
      },
    );
  }
};

/** Refuses parties that cannot be one, and a county memorandum that nobody joins (联合其他行政机关). */
export const assertParties = (
  codes: readonly string[],
  level: Level,
  kindOf: (code: string) => { kind: OrganizationKind; active: boolean } | null,
): void => {
  for (const [index, code] of codes.entries()) {
    const field = `input.signatories[${index}]`;
    const organization = kindOf(code);
    if (!organization)
      throw badInput(field, `There is no organization ${code}. organizations tells which there are.`);
    if (!organization.active) throw badInput(field, `Organization ${code} takes no part any more.`);
    if (!partyKinds.includes(organization.kind)) {
      throw badInput(
        field,
        `Organization ${code} is a ${organization.kind}: parties are agencies and authorised bodies.`,
      );
    }
  }
  if (level === 'COUNTY' && codes.length < 2) {
    throw badInput(
      'input.signatories',
      'A county memorandum joins the initiator with at least one other party.',
    );
  }
};

/**
 * Whose signatures the viewer gives: its own organization's. What a higher level agreed was signed there; the credit
 * office records those signatures all at once, and somebody else than who drafted the record does (design 5.10).
 */
export const signersOf = (
  principal: Principal,
  ownHand: OwnHand,
  memorandum: Held,
  parties: readonly Party[],
): number[] => {
  if (memorandum.level !== 'COUNTY') return recordedSigners(principal, ownHand, memorandum, parties);
  const own = parties.find((party) => party.organizationId === principal.organizationId);
  if (!own) {
    throw new HubError(
      'FORBIDDEN',
      `Only a party signs memorandum ${memorandum.number}, each for its own organization.`,
      {
        field: 'input.memorandum',
      },
    );
  }
  if (own.signedAt) {
    throw new HubError('CONFLICT', `Your organization signed memorandum ${memorandum.number} already.`, {
      field: 'input.memorandum',
    });
  }
  return [own.organizationId];
};

const recordedSigners = (
  principal: Principal,
  ownHand: OwnHand,
  memorandum: Held,
  parties: readonly Party[],
): number[] => {
  if (principal.kind !== 'OFFICE') {
    throw new HubError(
      'FORBIDDEN',
      `Memorandum ${memorandum.number} was signed at ${memorandum.level} level; the credit office records that.`,
      { field: 'input.memorandum' },
    );
  }
  if (ownHand(memorandum.draftedBy)) {
    throw new HubError(
      'SEPARATION_OF_DUTIES',
      'You drafted this record; another person of the credit office has to confirm the signatures.',
      { field: 'input.memorandum' },
    );
  }
  return parties.filter((party) => !party.signedAt).map((party) => party.organizationId);
};

/** The initiator keeps its own memorandum, the credit office every one: they end it and file it. */
export const assertKeeps = (principal: Principal, memorandum: Held): void => {
  if (principal.kind === 'OFFICE') return;
  if (memorandum.level === 'COUNTY' && principal.organizationId === memorandum.initiatorId) return;
  throw new HubError(
    'FORBIDDEN',
    `Only its initiator or the credit office does this with memorandum ${memorandum.number}.`,
    {
      field: 'input.memorandum',
    },
  );
};

/** What is not in force exists, as something to act on, for its parties only. */
export const assertKnows = (principal: Principal, memorandum: Held, parties: readonly Party[]): void => {
  if (principal.kind === 'OFFICE' || principal.organizationId === memorandum.initiatorId) return;
  if (memorandum.status === 'IN_FORCE') return;
  if (parties.some((party) => party.organizationId === principal.organizationId)) return;
  throw notFound(`Memorandum ${memorandum.number}`, 'input.memorandum');
};
