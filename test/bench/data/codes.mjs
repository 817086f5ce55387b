import { organisationCodeCheckDigit, unifiedCodeCheckDigit } from '../../../dist/src/kernel/codes.js';

/** The n-th code, both check digits right. Bodies that begin with YB (样本) are issued to nobody. */
export const codeOf = (n) => {
  const body = `YB${String(n % 1_000_000).padStart(6, '0')}`;
  const region = String(410_100 + Math.floor(n / 1_000_000));
  const first17 = `91${region}${body}${organisationCodeCheckDigit(body)}`;
  return first17 + unifiedCodeCheckDigit(first17);
};

export const nameOf = (n) => `基准样本企业${n}有限公司`;
