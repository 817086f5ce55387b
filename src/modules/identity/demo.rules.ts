import { idNumberCheckDigit } from '../../kernel/codes.js';
import { demoCode, demoOrganizations } from '../organizations/index.js';

export interface DemoPerson {
  sub: string;
  label: string;
  name: string;
  idNumber: string;
}

/** An ID number of the county with its check digit right; the person is invented. */
const invented = (sub: string, label: string, name: string, birthAndSerial: string): DemoPerson => {
  const first17 = `410928${birthAndSerial}`;
  return { sub, label, name, idNumber: first17 + idNumberCheckDigit(first17) };
};

/** The identities of the demonstration: one of each kind. */
export const demoPersons = {
  person: invented('demo-person', '自然人，为本人登录', '周样明', '19820615031'),
  representative: invented('demo-representative', '单位的法定代表人，代表单位登录', '沈样华', '19750302042'),
  trader: invented('demo-trader', '个体工商户的经营者，代表个体工商户登录', '孙样平', '19880921053'),
  stranger: invented('demo-stranger', '本平台没有任何信息的自然人', '郑样宁', '19950410064'),
} as const;

/** The sole trader of the demonstration. */
export const demoTrader = {
  code: demoCode('92', '410928', 'YB000041'),
  name: '濮阳县样例平安百货店',
} as const;

/** An organisation that a demo identity may act for. */
export interface DemoOrganisation {
  code: string;
  name: string;
  capacity: string;
}

export interface DemoIdentity extends DemoPerson {
  organizations: readonly DemoOrganisation[];
  staff?: readonly { organization: string; roles: readonly string[] }[];
}

const works = (person: DemoPerson, organization: string, ...roles: string[]): DemoIdentity => ({
  ...person,
  organizations: [],
  staff: [{ organization, roles }],
});
const codeOf = (wanted: 'tax' | 'office'): string =>
  demoOrganizations.find(({ key }) => key === wanted)!.code;

/** Staff of the demonstration, to sign in with `for=staff`. */
export const demoStaff: readonly DemoIdentity[] = [
  works(invented('demo-staff-tax', '税务局经办人员', '吴样青', '19900512072'), codeOf('tax'), 'clerk'),
  works(invented('demo-staff-clerk', '信用办经办人员', '郭样林', '19910618083'), codeOf('office'), 'clerk'),
  works(
    invented('demo-staff-approver', '信用办审核人员', '曹样岚', '19850824094'),
    codeOf('office'),
    'approver',
  ),
];

/** The identities to pick from; the representative's organisation is the one that the demo client `demo-subject` is. */
export const demoIdentities = (
  company: { code: string; name: string; representative: string | null } | null,
): DemoIdentity[] => {
  const { person, representative, trader, stranger } = demoPersons;
  return [
    { ...person, organizations: [] },
    ...(company
      ? [
          {
            ...representative,
            name: company.representative ?? representative.name,
            organizations: [{ code: company.code, name: company.name, capacity: '法定代表人' }],
          },
        ]
      : []),
    { ...trader, organizations: [{ ...demoTrader, capacity: '经营者' }] },
    { ...stranger, organizations: [] },
    ...demoStaff,
  ];
};
