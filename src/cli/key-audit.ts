import { sql } from '../kernel/sql.js';
import type { Kit } from '../modules/module.js';
import { commandAct } from './organization.command.js';

/** Ids of keys and counts of values; never a secret. */
interface KeyFacts {
  key: string;
  values?: number;
}

/** Writes to the audit what was done with the keys of personal data (Henan 39). */
export const auditKeys = (
  { work }: Kit,
  what: 'keyTaken' | 'rotationBegun' | 'rotated',
  { key, values }: KeyFacts,
): Promise<void> =>
  work.run(commandAct('keys'), 'auditKeys', null, async (unit) => {
    unit.audit({
      event: `keys.${what}`,
      target: 'Key',
      targetId: Number(key),
      detail: values === undefined ? { key } : { key, values },
    });
  });

/** `hub keys add` reaches no database: what it added is on record from the first start that uses it. */
export const auditKeyInUse = async (kit: Kit): Promise<void> => {
  const { current } = kit.keys;
  const known = await kit.database.one(
    sql`select 1 as one from audit_event where target = 'Key' and event = 'keys.keyTaken' and target_id = ${Number(current)} limit 1`,
  );
  if (known === null) await auditKeys(kit, 'keyTaken', { key: current });
};
