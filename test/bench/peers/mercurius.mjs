import Fastify from 'fastify';
import mercurius from 'mercurius';
import { systemClock, today } from '../../../dist/src/kernel/clock.js';
import { openStatements } from './plain-server.mjs';
import { runPeer } from './process.mjs';

const schema = `
  type Query { subject(code: String!): Subject }
  type Subject { code: String! name: String! kind: String! entries: [ListEntry!]! }
  type ListEntry {
    number: String! severity: String! decisionNumber: String! ground: String! basis: String! publishedAt: String
    validUntil: String list: CreditList! identifiedBy: Organization! measures(agency: ID!): [DueMeasure!]! }
  type CreditList { code: String! name: String! colour: String! }
  type Organization { code: String! name: String! }
  type DueMeasure { matter: String! trigger: String! basis: String! measure: Measure! memorandum: Memorandum! }
  type Measure { code: String! name: String! kind: String! tier: String! limit: String }
  type Memorandum { number: String! title: String! }`;

const oneOf = (rows, name, select, key) => async (queries) => {
  const found = await rows(name, `${select} where id = any($1::bigint[])`, [
    queries.map(({ obj }) => obj[key]),
  ]);
  const byId = new Map(found.map((row) => [row.id, row]));
  return queries.map(({ obj }) => byId.get(obj[key]));
};

const manyOf = (rows, name, select, ownerOf, argumentOf) => async (queries) => {
  const values = [queries.map(ownerOf), today(systemClock)];
  if (argumentOf) values.push(argumentOf(queries[0])); // the same for all of a request
  const byOwner = Map.groupBy(await rows(name, select, values), ({ ownerId }) => ownerId);
  return queries.map((query) => byOwner.get(ownerOf(query)) ?? []);
};

const subjectByCode = 'select id, code, name, kind from subject where code = $1';

const entriesOfSubjects = `
  select e.subject_id as "ownerId", e.id, e.number, e.severity, e.decision_number as "decisionNumber", e.ground, e.basis,
    to_json(e.published_at)#>>'{}' as "publishedAt", e.valid_until as "validUntil", e.list_id as "listId",
    e.identified_by_id as "bodyId"
  from list_entry e where e.subject_id = any($1::bigint[]) and e.status = 'PUBLISHED' and e.colour <> 'WATCH'
    and (e.valid_until is null or e.valid_until >= $2::date) order by e.id desc`;

const clausesOfEntries = `
  select e.id as "ownerId", c.matter, c.trigger, c.basis, c.measure_id as "measureId", c.memorandum_id as "memorandumId"
  from list_entry e join memorandum_list ml on ml.list_id = e.list_id
  join memorandum mo on mo.id = ml.memorandum_id and mo.status = 'IN_FORCE' and mo.effective_from <= $2::date
    and (mo.effective_until is null or mo.effective_until >= $2::date)
  join clause c on c.memorandum_id = mo.id and c.implementer_id = $3::bigint
  join measure x on x.id = c.measure_id and x.status = 'PUBLISHED' and not x.catch_all
    and (x.tier = e.colour or (x.tier = 'WATCH' and e.colour = 'BLACK'))
    and (x.max_months is null or e.valid_from is null or $2::date <= e.valid_from + make_interval(months => x.max_months))
  where e.id = any($1::bigint[]) order by c.id`;

/** Mercurius as its documentation makes it fast: compiled queries, loaders, prepared statements; no rights. */
await runPeer(async ({ ownerUrl }) => {
  const rows = openStatements(ownerUrl);
  const app = Fastify();
  await app.register(mercurius, {
    schema,
    jit: 1,
    graphiql: false,
    resolvers: {
      Query: {
        subject: async (_root, { code }) => (await rows('subject', subjectByCode, [code]))[0] ?? null,
      },
    },
    loaders: {
      Subject: { entries: manyOf(rows, 'entries', entriesOfSubjects, ({ obj }) => obj.id) },
      ListEntry: {
        list: oneOf(rows, 'lists', 'select id, code, name, colour from credit_list', 'listId'),
        identifiedBy: oneOf(rows, 'bodies', 'select id, code, name from organization', 'bodyId'),
        measures: manyOf(
          rows,
          'due',
          clausesOfEntries,
          ({ obj }) => obj.id,
          ({ params }) => params.agency,
        ),
      },
      DueMeasure: {
        measure: oneOf(
          rows,
          'measures',
          'select id, code, name, kind, tier, limit_text as "limit" from measure',
          'measureId',
        ),
        memorandum: oneOf(rows, 'memoranda', 'select id, number, title from memorandum', 'memorandumId'),
      },
    },
  });
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }) };
});
