import { checkUnifiedCode, normalizeCode } from '../../kernel/codes.js';
import { HubError, badInput } from '../../kernel/errors.js';
import { sql } from '../../kernel/sql.js';
import type { Level, OrganizationKind } from '../../kernel/terms.js';
import type { Database } from '../../db/database.js';
import type { Act, UnitOfWork } from '../ledger/unit.service.js';
import { organizationColumns } from './organization.loader.js';
import { organizationByCode } from './organization.repository.js';
import type { Organization } from './organization.types.js';

export interface NewOrganization {
  code: string;
  name: string;
  kind: OrganizationKind;
  level: Level;
}

/** Who takes part. Organizations come before clients, so the command line registers them at the database. */
export class OrganizationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
  ) {}

  registerOrganization(act: Act, input: NewOrganization): Promise<{ id: number }> {
    const code = readCode(input.code);
    const name = input.name.trim();
    if (name === '' || name.length > 200) throw badInput('name', 'name must have 1 to 200 characters.');
    return this.work.run(act, 'registerOrganization', input, async (unit) => {
      if (await organizationByCode(unit, code))
        throw new HubError('CONFLICT', `Organization ${code} is registered already.`, { field: 'code' });
      const { kind, level } = input;
      const made = await unit.one<{ id: number }>(sql`
        insert into organization (code, name, kind, level, active)
        values (${code}, ${name}, ${kind}, ${level}, true) returning id`);
      unit.audit({
        event: 'organizations.organizationRegistered',
        target: 'Organization',
        targetId: made!.id,
        detail: { code, kind, level },
      });
      return { id: made!.id };
    });
  }

  /** All organizations, in the order of their codes. */
  listOrganizations(): Promise<Organization[]> {
    return this.database.rows<Organization>(
      sql`select ${organizationColumns} from organization org order by org.code`,
    );
  }
}

const readCode = (text: string): string => {
  const code = normalizeCode(text);
  const check = checkUnifiedCode(code);
  if (!check.ok) throw badInput('code', check.problem);
  if (!check.checkDigitOk)
    throw badInput('code', '统一社会信用代码第 18 位校验码不符，多半有一位填错，请对照证书逐位核对。');
  return code;
};
