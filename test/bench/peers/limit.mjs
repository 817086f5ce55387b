import { systemClock, today } from '../../../dist/src/kernel/clock.js';
import { openStatements, servePlain } from './plain-server.mjs';
import { runPeer } from './process.mjs';

const byId = (rows) => new Map(rows.map((row) => [row.id, row]));

const binds = ({ tier }, { colour }) => tier === colour || (tier === 'WATCH' && colour === 'BLACK');

const dueOf = (row) => ({
  matter: row.matter,
  trigger: row.trigger,
  basis: row.basis,
  measure: { code: row.code, name: row.name, kind: row.kind, tier: row.tier, limit: row.limit },
  memorandum: { number: row.number, title: row.title },
});

const entriesOfSubject = `
  select s.code, s.name, s.kind, e.number, e.severity, e.decision_number as "decisionNumber", e.ground, e.basis,
    e.published_at as "publishedAt", e.valid_until as "validUntil", e.colour, e.list_id as "listId",
    e.identified_by_id as "bodyId"
  from subject s left join list_entry e on e.subject_id = s.id and e.status = 'PUBLISHED' and e.colour <> 'WATCH'
    and (e.valid_until is null or e.valid_until >= $2::date)
  where s.code = $1 order by e.id desc`;

const clausesOfAgency = `
  select ml.list_id as "listId", c.matter, c.trigger, c.basis, x.code, x.name, x.kind, x.tier, x.limit_text as "limit",
    mo.number, mo.title
  from clause c join measure x on x.id = c.measure_id and x.status = 'PUBLISHED' and not x.catch_all
  join memorandum mo on mo.id = c.memorandum_id and mo.status = 'IN_FORCE'
  join memorandum_list ml on ml.memorandum_id = mo.id
  where c.implementer_id = $1::bigint order by c.id`;

/**
 * How fast screening could be in Node: subject and entries by one prepared statement, the catalogue (lists, bodies,
 * measures, memoranda) read once and held in memory, no rights, no GraphQL.
 */
await runPeer(async ({ ownerUrl, agencyId }) => {
  const rows = openStatements(ownerUrl);
  const lists = byId(await rows('lists', 'select id, code, name, colour from credit_list'));
  const bodies = byId(await rows('bodies', 'select id, code, name from organization'));
  const clauses = Map.groupBy(await rows('clauses', clausesOfAgency, [agencyId]), ({ listId }) => listId);
  const body = (id) => ({ code: bodies.get(id).code, name: bodies.get(id).name });
  const list = (id) => ({ code: lists.get(id).code, name: lists.get(id).name, colour: lists.get(id).colour });
  const entryOf = (row) => ({
    number: row.number,
    severity: row.severity,
    decisionNumber: row.decisionNumber,
    ground: row.ground,
    basis: row.basis,
    publishedAt: row.publishedAt,
    validUntil: row.validUntil,
    list: list(row.listId),
    identifiedBy: body(row.bodyId),
    measures: (clauses.get(row.listId) ?? []).filter((each) => binds(each, row)).map(dueOf),
  });
  return servePlain({
    '/screening': async ({ code }) => {
      const found = await rows('entries', entriesOfSubject, [code, today(systemClock)]);
      if (found.length === 0) return { subject: null };
      const { code: own, name, kind } = found[0];
      return {
        subject: {
          code: own,
          name,
          kind,
          entries: found.filter(({ number }) => number !== null).map(entryOf),
        },
      };
    },
  });
});
