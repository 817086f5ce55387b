import type { Reply } from './caller.js';

/** Who asks in the contract: every case says what these four get, and others where they differ. */
export const askers = {
  office: { clientId: 'demo-office', purpose: 'LICENSING;CONTRACT' },
  approver: { clientId: 'demo-office-approver', purpose: 'LICENSING;CONTRACT' },
  agency: { clientId: 'demo-agency-market', purpose: 'LICENSING;CONTRACT' },
  outsider: { clientId: 'demo-agency-housing', purpose: 'LICENSING;CONTRACT' },
  firm: { clientId: 'demo-firm', purpose: 'FINANCE;CONTRACT' },
  public: { clientId: null, purpose: null },
  subject: { clientId: 'zq-owner', purpose: null },
  auditor: { clientId: 'demo-auditor', purpose: 'INSPECTION;CONTRACT' },
  bank: { clientId: 'demo-bank', purpose: 'FINANCE;CONTRACT' },
  association: { clientId: 'demo-association', purpose: 'QUALIFICATION;CONTRACT' },
  region: { clientId: 'demo-region', purpose: null },
  'office without purpose': { clientId: 'demo-office', purpose: null },
  'agency without purpose': { clientId: 'demo-agency-market', purpose: null },
} as const satisfies Record<string, { clientId: string | null; purpose: string | null }>;

export type Asker = keyof typeof askers;

/**
 * `data`: the field has a value. `null`: it answers null, without an error. Otherwise the code of the error and, where
 * there is one, the field it names: `BAD_USER_INPUT input.entry`.
 */
export type Expected = string;

export interface ContractCase {
  field: string;
  /** What tells this case from others of the field. */
  when?: string;
  /** The request; a function where it uses something up. */
  ask: string | (() => string | Promise<string>);
  /** What the value is like where there is one. */
  gives?: object;
  answers: Record<'office' | 'agency' | 'firm' | 'public', Expected> & Partial<Record<Asker, Expected>>;
}

/** What an answer comes to, in the words of the contract. */
export const outcomeOf = (field: string, { json }: Reply & { json: any }): Expected => {
  const [error] = json.errors ?? [];
  if (error) return [error.extensions.code, error.extensions.field].filter(Boolean).join(' ');
  return json.data[field] === null ? 'null' : 'data';
};

const everybody = { office: 'data', agency: 'data', firm: 'data', public: 'data' };

/** Open to everybody alike. */
export const openTo = (value: Expected) =>
  ({
    ...Object.fromEntries(Object.keys(everybody).map((asker) => [asker, value])),
    subject: value,
    auditor: value,
    bank: value,
    association: value,
    region: value,
    'office without purpose': value,
  }) as ContractCase['answers'];
