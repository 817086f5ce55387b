import {
  idNumberCheckDigit,
  organisationCodeCheckDigit,
  unifiedCodeCheckDigit,
} from '../../../src/kernel/codes.js';
import { demoOrganizations } from '../../../src/modules/organizations/demo.rules.js';

/** A right unified code from eight characters of a body. */
export const unifiedCode = (body: string): string => {
  const first17 = `91410928${body}${organisationCodeCheckDigit(body)}`;
  return first17 + unifiedCodeCheckDigit(first17);
};

/** A right ID number from its first 17 digits. */
export const idNumber = (first17: string): string => first17 + idNumberCheckDigit(first17);

/** The code of an organization of the demonstration. */
export const organizationCode = (key: (typeof demoOrganizations)[number]['key']): string =>
  demoOrganizations.find((each) => each.key === key)!.code;
