import { organisationCodeCheckDigit, unifiedCodeCheckDigit } from '../../kernel/codes.js';
import type { Scope, ViewerKind } from '../../kernel/principal.js';
import type { Level, OrganizationKind } from '../../kernel/terms.js';
import { allowedScopes } from './client.rules.js';

/** The secret of every demo client. It is public, and production mode refuses the clients that have it. */
export const demoSecret = 'demo';

export interface DemoOrganization {
  key: string;
  code: string;
  name: string;
  kind: OrganizationKind;
  level: Level;
}

/** A unified code with both check digits right. Bodies that begin with YB (样本) are issued to nobody. */
export const demoCode = (authority: string, region: string, body: string): string => {
  const first17 = `${authority}${region}${body}${organisationCodeCheckDigit(body)}`;
  return first17 + unifiedCodeCheckDigit(first17);
};

const inCounty = (
  key: string,
  body: string,
  name: string,
  kind: OrganizationKind = 'AGENCY',
  authority = '11',
): DemoOrganization => ({ key, code: demoCode(authority, '410928', body), name, kind, level: 'COUNTY' });

/**
 * The bodies of the demonstration. Agencies bear their real names and invented codes; the first eight of them are the
 * agencies of the sample files, under the same codes. Firm, bank, association and platform are invented.
 */
export const demoOrganizations = [
  inCounty('office', 'YB000021', '濮阳县发展和改革委员会（县信用办）', 'OFFICE'),
  inCounty('tax', 'YB000001', '濮阳县税务局'),
  inCounty('market', 'YB000002', '濮阳县市场监督管理局'),
  inCounty('housing', 'YB000003', '濮阳县住房和城乡建设局'),
  inCounty('humanResources', 'YB000004', '濮阳县人力资源和社会保障局'),
  inCounty('emergency', 'YB000005', '濮阳县应急管理局'),
  inCounty('ecology', 'YB000006', '濮阳县生态环境局'),
  inCounty('agriculture', 'YB000007', '濮阳县农业农村局'),
  inCounty('approval', 'YB000008', '濮阳县行政审批和政务信息管理局'),
  inCounty('services', 'YB000022', '濮阳县政务服务和大数据管理局（政务服务大厅）'),
  inCounty('naturalResources', 'YB000023', '濮阳县自然资源局'),
  inCounty('finance', 'YB000024', '濮阳县财政局'),
  inCounty('court', 'YB000025', '濮阳县人民法院', 'AUTHORISED_BODY'),
  inCounty('auditor', 'YB000026', '濮阳县审计局', 'AUDITOR'),
  inCounty('firm', 'YB000031', '濮阳样本信用服务有限公司', 'FIRM', '91'),
  inCounty('bank', 'YB000032', '濮阳县样本村镇银行股份有限公司', 'BANK', '91'),
  inCounty('association', 'YB000033', '濮阳县样本建筑业协会', 'ASSOCIATION', '51'),
  {
    key: 'region',
    code: demoCode('12', '410500', 'YB000034'),
    name: '安阳市公共信用信息样本平台',
    kind: 'REGION',
    level: 'MUNICIPAL',
  },
] as const satisfies readonly DemoOrganization[];

export interface DemoClient {
  clientId: string;
  /** Chinese and English, for the banner and the sign-in of the console. */
  label: string;
  kind: ViewerKind;
  /** Key of its organization; null for the subject's own. */
  organization: string | null;
  scopes: readonly Scope[];
}

const client = (name: string, label: string, kind: ViewerKind, organization: string | null): DemoClient => ({
  clientId: `demo-${name}`,
  label,
  kind,
  organization,
  scopes: allowedScopes[kind],
});

/** One client for each role of the demonstration (design section 6), with every scope its kind may hold. */
export const demoClients: readonly DemoClient[] = [
  client('office', '信用办（经办） Credit office', 'OFFICE', 'office'),
  client('office-approver', '信用办（审批） Credit office, approver', 'OFFICE', 'office'),
  client('agency-tax', '税务局 Tax bureau', 'AGENCY', 'tax'),
  client('agency-market', '市场监管局 Market supervision', 'AGENCY', 'market'),
  client('agency-housing', '住建局 Housing and construction', 'AGENCY', 'housing'),
  client('agency-services', '政务服务大厅 Government service hall', 'AGENCY', 'services'),
  client('firm', '信用服务机构 Credit service firm', 'FIRM', 'firm'),
  client('bank', '金融机构 Bank', 'BANK', 'bank'),
  client('association', '行业协会 Trade association', 'ASSOCIATION', 'association'),
  client('auditor', '审计局 Auditor', 'AUDITOR', 'auditor'),
  client('region', '外地平台 Platform of another region', 'REGION', 'region'),
  client('subject', '信用主体（单位） A subject, for itself', 'SUBJECT', null),
  client('person', '信用主体（自然人） A person, for itself', 'SUBJECT', null),
];
