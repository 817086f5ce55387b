import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScopedReader } from '../../src/db/scoped-reader.js';
import type { CatalogueLoader } from '../../src/db/by-id.loader.js';
import { today } from '../../src/kernel/clock.js';
import { type Principal, type ViewerKind, viewerKinds } from '../../src/kernel/principal.js';
import { sql } from '../../src/kernel/sql.js';
import { listLoader } from '../../src/modules/lists/list.loader.js';
import { measureLoader } from '../../src/modules/measures/measure.loader.js';
import { clauseLoader, memorandumLoader } from '../../src/modules/memoranda/memorandum.loader.js';
import { organizationLoader } from '../../src/modules/organizations/organization.loader.js';
import { type TestHub, startTestHub } from '../support/hub.js';
import { plantWorld } from '../http/support/world.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  await plantWorld(hub);
}, 120_000);
afterAll(() => hub.close());

const loaders: Record<string, (reader: ScopedReader) => CatalogueLoader<{ id: number }>> = {
  organization: organizationLoader,
  credit_list: listLoader,
  measure: measureLoader,
  memorandum: memorandumLoader,
  clause: clauseLoader,
};

const viewer = (kind: ViewerKind, purpose: boolean): Principal => ({
  ...hub.principal(kind, 2, 'somebody'),
  ...(kind === 'PUBLIC' || kind === 'SUBJECT' ? { organizationId: null } : {}),
  scopes: new Set(),
  purpose: purpose ? { matter: 'LICENSING', businessNumber: 'M-1' } : null,
});
const readerOf = (principal: Principal) => new ScopedReader(hub.database, principal, today(hub.clock));

/** A statement has to tell how fresh memory has to be before it counts. */
const proven = async (principal: Principal): Promise<ScopedReader> => {
  const reader = readerOf(principal);
  await reader.rows(
    'Organization',
    (scope) => sql`select org.id from organization org where ${scope} limit 1`,
  );
  return reader;
};

const idsOf = async (table: string): Promise<number[]> => {
  const texts: Record<string, ReturnType<typeof sql>> = {
    organization: sql`select id from organization`,
    credit_list: sql`select id from credit_list`,
    measure: sql`select id from measure`,
    memorandum: sql`select id from memorandum`,
    clause: sql`select id from clause`,
  };
  return (await hub.database.rows<{ id: number }>(texts[table]!)).map(({ id }) => id);
};

/** Until what is kept has been read. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 300));

describe.each(Object.keys(loaders))('%s in memory', (table) => {
  it.each(viewerKinds.flatMap((kind) => [true, false].map((purpose) => [kind, purpose] as const)))(
    'shows %s (with a purpose: %s) what the database shows it, no more and no less',
    async (kind, purpose) => {
      const principal = viewer(kind, purpose);
      const ids = [...(await idsOf(table)), 999_999_999];
      const make = loaders[table]!;
      const asked = await make(readerOf(principal)).loadMany(ids); // nothing was told yet: all from the database
      void make(await proven(principal)).load(ids[0]!); // begins to read what is kept
      await settle();
      const loader = make(await proven(principal));
      const answers = ids.map((id) => loader.load(id));
      expect(answers.some((each) => !(each instanceof Promise))).toBe(true);
      expect(await Promise.all(answers.map(async (each) => each))).toEqual(asked);
    },
  );

  it('is not taken without a proof, nor after an act until the next one', async () => {
    const principal = viewer('AGENCY', true);
    const [id] = await idsOf(table);
    const make = loaders[table]!;
    const reader = await proven(principal);
    void make(reader).load(id!);
    await settle();
    expect(make(reader).load(id!)).not.toBeInstanceOf(Promise);
    expect(make(readerOf(principal)).load(id!)).toBeInstanceOf(Promise);
    reader.afterAct([]);
    expect(make(reader).load(id!)).toBeInstanceOf(Promise);
  });
});

describe('what is kept of the catalogue', () => {
  const versions = async () => (await proven(viewer('PUBLIC', false))).versions!;

  it.each([
    ['an organization', sql`update organization set active = active`],
    ['a list', sql`update credit_list set name = name`],
    ['a measure', sql`update measure set name = name`],
    [
      'who may carry a measure out',
      sql`insert into measure_implementer (measure_id, organization_id)
        select (select min(id) from measure), id from organization on conflict do nothing`,
    ],
    ['a memorandum', sql`update memorandum set title = title`],
    ['a signature', sql`update memorandum_signatory set signed_at = signed_at`],
  ])('is old once %s changed, and only if that stands', async (_, change) => {
    const { catalogue } = await versions();
    const undone = hub.database.transaction(async (at) => {
      await at.rows(change);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect((await versions()).catalogue).toBe(catalogue);
    await hub.database.transaction((at) => at.rows(change));
    expect((await versions()).catalogue).not.toBe(catalogue);
  });

  it('is not old because of what is no part of it', async () => {
    const before = await versions();
    await hub.database.transaction((at) => at.rows(sql`update list_entry set ground = ground`));
    const { standing, catalogue } = await versions();
    expect({ standing, catalogue }).toEqual({ standing: before.standing, catalogue: before.catalogue });
  });
});

describe('what is kept of tokens', () => {
  const standing = async () => (await proven(viewer('PUBLIC', false))).versions!.standing;

  it.each([
    ['a token', sql`update oauth_token set consumed_at = consumed_at`],
    ['a client', sql`update client set status = status`],
    ['an organization', sql`update organization set active = active`],
  ])('is old once %s changed', async (_, change) => {
    await hub.as('demo-firm'); // there is a token
    const before = await standing();
    await hub.database.transaction((at) => at.rows(change));
    expect(await standing()).not.toBe(before);
  });

  it('is not old because somebody signed in', async () => {
    const before = await standing();
    await hub.as('demo-bank');
    expect(await standing()).toBe(before);
  });
});
