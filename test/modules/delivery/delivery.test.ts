import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/kernel/dates.js';
import { toGlobalId } from '../../../src/kernel/ids.js';
import { systemPrincipal } from '../../../src/kernel/principal.js';
import { sql } from '../../../src/kernel/sql.js';
import { addWorkingDays } from '../../../src/kernel/working-days.js';
import { changeAcknowledged } from '../../../src/modules/delivery/delivery.events.js';
import { lockRecord, withdrawRecord } from '../../../src/modules/records/withdrawal.service.js';
import { testDay } from '../../support/hub.js';
import {
  type BodyKey,
  type Loop,
  type StoredEntry,
  as,
  check,
  codeOf,
  count,
  instructionsOf,
  newCompany,
  published,
  publishable,
  publish,
  refused,
  startLoop,
} from '../lists/support.js';
import {
  acknowledge,
  changeOf,
  end,
  freshRecord,
  inUnit,
  look,
  publishableByMarket,
  readFeed,
  recipientsOf,
  termMet,
} from './support.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

/** Bodies whose agency has an instruction of the entry. */
const instructed = async (entry: StoredEntry): Promise<BodyKey[]> => {
  const agencies = new Set((await instructionsOf(hub, entry.id)).map(({ agencyId }) => agencyId));
  return [...hub.bodies].filter(([, id]) => agencies.has(id)).map(([key]) => key);
};

describe('who is told that an entry ended', () => {
  it('whoever identified it, has instructions of it, hit it, looked at it, or read the feed beyond it; nobody else', async () => {
    const subject = newCompany();
    const entry = await publishableByMarket(hub, { subject });
    await readFeed(hub, 'bank'); // before it was published
    await publish(hub, 'BLACK-MARKET', [entry.number]);
    await readFeed(hub, 'firm');
    await readFeed(hub, 'auditor');
    await check(hub, 'emergency', 'LICENSING', 'DELIVERY-1', subject, newCompany());
    await look(hub, 'ecology', entry.subjectId, ['ListEntry']);
    await look(hub, 'agriculture', entry.subjectId, ['Subject']);
    await end(hub, entry, 'REMOVED');

    const told = await recipientsOf(hub, 'ENTRY_ENDED', entry.id);
    expect(told.market).toContain('PROVIDER');
    expect(told).toMatchObject({ firm: ['FEED'], emergency: ['CHECK'], ecology: ['ACCESS'] });
    const agencies = await instructed(entry);
    expect(agencies.length).toBeGreaterThan(1);
    for (const key of agencies)
      expect([key, told[key]]).toEqual([key, expect.arrayContaining(['INSTRUCTION'])]);
    const expected = new Set<BodyKey>([...agencies, 'market', 'firm', 'emergency', 'ecology']);
    expect(new Set(Object.keys(told))).toEqual(expected);
  });

  it('no body that takes no part any more, nor the office; an auditor that looked', async () => {
    const entry = await published(hub);
    await readFeed(hub, 'association');
    await readFeed(hub, 'office');
    await look(hub, 'auditor', entry.subjectId, ['ListEntry']);
    await look(hub, 'office', entry.subjectId, ['ListEntry']);
    const association = hub.bodies.get('association')!;
    await hub.database.rows(sql`update organization set active = false where id = ${association}`);
    await end(hub, entry, 'REMOVED');
    await hub.database.rows(sql`update organization set active = true where id = ${association}`);
    const told = await recipientsOf(hub, 'ENTRY_ENDED', entry.id);
    expect(told.auditor).toEqual(['ACCESS']);
    expect(told).not.toHaveProperty('association');
    expect(told).not.toHaveProperty('office');
  });

  it('a suspended body too: it learns of it when it is resumed', async () => {
    const entry = await published(hub);
    await readFeed(hub, 'association');
    const { standing } = hub.modules.organizations;
    const act = { principal: systemPrincipal, requestId: 'test', idempotencyKey: null };
    const input = { code: codeOf('association'), reason: '核查' };
    await standing.suspendOrganization(act, input);
    await end(hub, entry, 'REMOVED');
    expect(await recipientsOf(hub, 'ENTRY_ENDED', entry.id)).toMatchObject({ association: ['FEED'] });
    await standing.resumeOrganization(act, input);
    const change = await changeOf(hub, 'ENTRY_ENDED', entry.id);
    await expect(acknowledge(hub, 'association', change)).resolves.toBeDefined();
  });

  it('of the watch register nobody who could not see it (Henan 32)', async () => {
    const entry = await published(hub, { list: 'WATCH-PY', severity: 'GENERAL' });
    await readFeed(hub, 'firm');
    await readFeed(hub, 'ecology');
    const clause = await hub.database.one<{ agency: number; matter: 'INSPECTION' }>(sql`
      select c.implementer_id as agency, c.matter from clause c join memorandum_list ml on ml.memorandum_id = c.memorandum_id
      join list_entry e on e.list_id = ml.list_id where e.id = ${entry.id}
        and not exists (select 1 from instruction i where i.entry_id = e.id and i.agency_id = c.implementer_id) limit 1`);
    const related = [...hub.bodies].find(([, id]) => id === clause?.agency)?.[0];
    await look(hub, 'ecology', entry.subjectId, ['ListEntry'], 'HONOUR');
    expect(related).toBeDefined();
    await look(hub, related!, entry.subjectId, ['ListEntry'], clause!.matter);
    await end(hub, entry, 'REMOVED');
    const told = await recipientsOf(hub, 'ENTRY_ENDED', entry.id);
    expect(told).not.toHaveProperty('firm');
    expect(told).not.toHaveProperty('ecology');
    expect(told[related!]).toContain('ACCESS');
  });

  it('one that looked before it was published did not see it', async () => {
    const entry = await publishable(hub);
    await look(hub, 'ecology', entry.subjectId, ['ListEntry', 'Check']);
    hub.clock.advance({ hours: 1 });
    await publish(hub, 'BLACK-MARKET', [entry.number]);
    await end(hub, entry, 'REMOVED');
    expect(await recipientsOf(hub, 'ENTRY_ENDED', entry.id)).not.toHaveProperty('ecology');
  });

  it('an expiry is acknowledged, under no term; a removal within a working day; what was never published tells nobody', async () => {
    const [removed, expired, proposed] = [await published(hub), await published(hub), await publishable(hub)];
    await end(hub, removed, 'REMOVED');
    await end(hub, expired, 'EXPIRED');
    await end(hub, proposed, 'REJECTED');
    for (const entry of [removed, expired])
      expect(await recipientsOf(hub, 'ENTRY_ENDED', entry.id)).toHaveProperty('market');
    expect(await recipientsOf(hub, 'ENTRY_ENDED', proposed.id)).toEqual({});
    expect(await termMet(hub, 'ListEntry', removed.id, 'market')).toBe(false);
    expect(await termMet(hub, 'ListEntry', expired.id, 'market')).toBeNull();
    const due = await hub.database.rows<{ dueOn: string }>(
      sql`select distinct due_on as "dueOn" from deadline where target = 'ListEntry' and target_id = ${removed.id}`,
    );
    expect(due).toEqual([{ dueOn: addWorkingDays(testDay, 1) }]);
  });

  it('of a red entry also when it is revoked: nothing is owed for it', async () => {
    const entry = await published(hub, {
      list: 'RED-PY',
      severity: 'MINOR',
      responsiblePersons: [],
      validUntil: addDays(testDay, 300),
    });
    await end(hub, entry, 'REVOKED');
    expect(Object.keys(await recipientsOf(hub, 'ENTRY_ENDED', entry.id)).length).toBeGreaterThan(0);
    expect(
      await count(hub, sql`select count(*)::int as n from restoration where entry_id = ${entry.id}`),
    ).toBe(0);
  });

  it('that a record was repaired: its provider and whoever read it', async () => {
    const record = await freshRecord(hub);
    await look(hub, 'ecology', record.subjectId, ['CreditRecord']);
    await look(hub, 'agriculture', record.subjectId, ['ListEntry']);
    await inUnit(hub, async (unit) =>
      withdrawRecord(unit, (await lockRecord(unit, record.number))!, {
        kind: 'REPAIRED',
        reason: '信用修复',
        cause: { kind: 'REVOCATION' },
      }),
    );
    const told = await recipientsOf(hub, 'RECORD_WITHDRAWN', record.id);
    expect(told.ecology).toEqual(expect.arrayContaining(['ACCESS']));
    expect(told).not.toHaveProperty('agriculture');
    expect(Object.values(told).flat()).toContain('PROVIDER');
    expect(await termMet(hub, 'CreditRecord', record.id, 'ecology')).toBe(false);
  });
});

describe('acknowledging', () => {
  it('meets the term, once; saying it again changes nothing', async () => {
    const entry = await published(hub);
    await end(hub, entry, 'REMOVED');
    const change = await changeOf(hub, 'ENTRY_ENDED', entry.id);
    const told: number[] = [];
    hub.bus.on(changeAcknowledged, async (_, { organizationId }) => told.push(organizationId));
    const rows = () =>
      hub.database.rows(sql`
        select r.organization_id, r.acknowledged_at, r.acknowledged_by from change_recipient r join change c on c.position = r.position
        where c.type = 'ENTRY_ENDED' and c.target_id = ${entry.id} and r.acknowledged_at is not null`);
    const first = await acknowledge(hub, 'market', change);
    expect(await termMet(hub, 'ListEntry', entry.id, 'market')).toBe(true);
    const [acknowledged] = [await rows()];
    expect(acknowledged).toHaveLength(1);
    hub.clock.advance({ minutes: 5 });
    expect(await acknowledge(hub, 'market', change)).toEqual(first);
    expect(await rows()).toEqual(acknowledged);
    expect(told).toEqual([hub.bodies.get('market')]);
    const audits = sql`select count(*)::int as n from audit_event where event = 'delivery.changeAcknowledged' and target_id = ${entry.id}`;
    expect(await count(hub, audits)).toBe(1);
  });

  it('of a body without an account is recorded by the office, with the paper it came on', async () => {
    const entry = await published(hub);
    await hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
      entry: entry.number,
      reason: '列入对象错误',
    });
    const restoration = (await hub.database.one<{ id: number }>(
      sql`select id from restoration where entry_id = ${entry.id}`,
    ))!;
    const change = await changeOf(hub, 'RESTORATION_OPENED', restoration.id);
    const { delivery } = hub.modules.delivery;
    const onPaper = { change, organization: codeOf('tax'), proof: '税务局书面回执1号' };
    expect(await refused(delivery.acknowledgeChange(as(hub, 'market'), onPaper))).toMatchObject({
      code: 'FORBIDDEN',
    });
    for (const proof of [null, ' '])
      expect(
        await refused(delivery.acknowledgeChange(as(hub, 'office'), { ...onPaper, proof })),
      ).toMatchObject({
        field: 'input.proof',
      });
    const nobody = { ...onPaper, organization: codeOf('ecology') };
    expect(await refused(delivery.acknowledgeChange(as(hub, 'office'), nobody))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await termMet(hub, 'Restoration', restoration.id, 'tax')).toBe(false);
    await delivery.acknowledgeChange(as(hub, 'office'), onPaper);
    expect(await termMet(hub, 'Restoration', restoration.id, 'tax')).toBe(true);
    const kept = await hub.database.one<{ detail: object }>(
      sql`select detail from audit_event where event = 'delivery.changeAcknowledged' order by position desc limit 1`,
    );
    expect(kept!.detail).toMatchObject({ organization: codeOf('tax'), proof: '税务局书面回执1号' });
  });

  it('is for its recipients: whoever is none, and whatever is none, is not found', async () => {
    const entry = await published(hub);
    const publication = await changeOf(hub, 'ENTRY_PUBLISHED', entry.id);
    await end(hub, entry, 'REMOVED');
    const ended = await changeOf(hub, 'ENTRY_ENDED', entry.id);
    const attempts = [
      acknowledge(hub, 'ecology', ended),
      acknowledge(hub, 'office', ended),
      acknowledge(hub, 'market', publication),
      acknowledge(hub, 'market', toGlobalId('ListEntry', entry.id)),
      acknowledge(hub, 'market', 'x'),
    ];
    for (const refusal of await Promise.all(attempts.map(refused)))
      expect(refusal).toMatchObject({ code: 'NOT_FOUND', field: 'input.change' });
  });
});
