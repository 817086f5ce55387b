import { type Hands, call, decision, forOffice } from './contract-hands.js';
import type { ContractCase } from './contract.js';
import { done } from './steps.js';
import { company } from './world.js';

export const holdQueries: ContractCase[] = [
  {
    field: 'legalHolds',
    ask: '{ legalHolds(first: 2, filter: { inForce: true }) { nodes { number subject { code } matter reason until inForce } } }',
    answers: {
      office: 'data',
      auditor: 'data',
      subject: 'data',
      agency: 'FORBIDDEN',
      firm: 'FORBIDDEN',
      bank: 'FORBIDDEN',
      association: 'FORBIDDEN',
      region: 'FORBIDDEN',
      public: 'UNAUTHENTICATED',
      'office without purpose': 'PURPOSE_REQUIRED x-purpose',
    },
  },
];

const place = (more: string) =>
  call(
    'placeLegalHold',
    `${more}, reason: "法院调取", reference: "${decision()}"`,
    'legalHold { number inForce matter subject { code } }',
  );
const ofCompany = `subject: "${company}"`;

export const holdMutations = ({ office, approver }: Hands): ContractCase[] => {
  const lift = async (by: typeof office) => {
    const { number } = (await done(by(place(ofCompany)))).placeLegalHold.legalHold;
    return call('liftLegalHold', `hold: "${number}", reason: "案件审结"`, 'legalHold { inForce liftReason }');
  };
  const bad = (when: string, more: string, code: string): ContractCase => ({
    field: 'placeLegalHold',
    when,
    ask: place(more),
    answers: { ...forOffice, office: code },
  });
  return [
    {
      field: 'placeLegalHold',
      ask: () => place(ofCompany),
      gives: { legalHold: { inForce: true, matter: null, subject: { code: company } } },
      answers: { ...forOffice },
    },
    bad('of nothing', 'until: "2030-01-01"', 'BAD_USER_INPUT input'),
    bad('of both', `${ofCompany}, matter: "R-Zq-OPEN"`, 'BAD_USER_INPUT input'),
    bad('over already', `${ofCompany}, until: "2026-01-01"`, 'BAD_USER_INPUT input.until'),
    bad('of an unknown subject', 'subject: "P0000000000ZZ"', 'NOT_FOUND input.subject'),
    bad('of an unknown matter', 'matter: "R20260316-NOTTHERE"', 'NOT_FOUND input.matter'),
    {
      field: 'liftLegalHold',
      ask: () => lift(approver),
      gives: { legalHold: { inForce: false, liftReason: '案件审结' } },
      answers: { ...forOffice },
    },
    {
      field: 'liftLegalHold',
      when: 'by who placed it',
      ask: () => lift(office),
      answers: { ...forOffice, office: 'SEPARATION_OF_DUTIES input.hold' },
    },
    {
      field: 'liftLegalHold',
      when: 'an unknown one',
      ask: call('liftLegalHold', 'hold: "L20260316-NOTTHERE", reason: "误设"', 'legalHold { number }'),
      answers: { ...forOffice, office: 'NOT_FOUND input.hold' },
    },
  ];
};
