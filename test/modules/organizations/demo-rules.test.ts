import { expect, test } from '@jest/globals';
import { checkUnifiedCode } from '../../../src/kernel/codes.js';
import { clientProblem, organizationProblem } from '../../../src/modules/organizations/client.rules.js';
import { demoClients, demoOrganizations } from '../../../src/modules/organizations/demo.rules.js';
import { sampleAgencies } from '../../../src/modules/records/sample.rules.js';

test('demo organizations have codes whose check digits hold, each its own', () => {
  for (const { code } of demoOrganizations) {
    expect(checkUnifiedCode(code)).toEqual({ ok: true, checkDigitOk: true, organisationCodeOk: true });
  }
  expect(new Set(demoOrganizations.map(({ code }) => code)).size).toBe(demoOrganizations.length);
  expect(new Set(demoOrganizations.map(({ key }) => key)).size).toBe(demoOrganizations.length);
});

test('the agencies of the sample files are among them, under the same code', () => {
  const known = demoOrganizations.map(({ code, name }) => ({ code, name }));
  expect(known).toEqual(expect.arrayContaining(sampleAgencies.map(({ code, name }) => ({ code, name }))));
});

test('the demo clients are those of the public contract', () => {
  expect(demoClients.map(({ clientId }) => clientId)).toEqual([
    'demo-office',
    'demo-office-approver',
    'demo-agency-tax',
    'demo-agency-market',
    'demo-agency-housing',
    'demo-agency-services',
    'demo-firm',
    'demo-bank',
    'demo-association',
    'demo-auditor',
    'demo-region',
    'demo-subject',
    'demo-person',
  ]);
});

test('a demo client is nothing the office could not make', () => {
  for (const client of demoClients) {
    const organization = demoOrganizations.find(({ key }) => key === client.organization);
    const subject = client.kind === 'SUBJECT' ? 'P1' : null;
    const asked = { ...client, name: client.label, organization: organization?.code ?? null, subject };
    expect(clientProblem(asked)).toBeNull();
    if (organization) {
      expect(organizationProblem(client.kind, { kind: organization.kind, active: true })).toBeNull();
    }
  }
});
