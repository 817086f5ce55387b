import { createServer } from 'node:http';
import pg from 'pg';
import { newNumber } from '../../../dist/src/kernel/ids.js';
import { systemClock, today } from '../../../dist/src/kernel/clock.js';
import { addWorkingDays } from '../../../dist/src/kernel/working-days.js';
import { feedbackDays } from '../data/catalogue.mjs';
import { poolSize, runContender } from './child.mjs';
import { agencyScreening, check, listPage, screening } from './handwritten.sql.mjs';

/**
 * One SQL statement per request on bare node:http, named and so prepared once per connection; flat rows, put together
 * here. It has no viewer, no token, no GraphQL, no access record, no audit chain: what the hub's work costs is the
 * distance to it.
 */
await runContender(async ({ url, agencyId }) => {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.DATE, (text) => text);
  const pool = new pg.Pool({ connectionString: url, max: poolSize, idleTimeoutMillis: 0, types });
  const rows = async (name, text, values) => (await pool.query({ name, text, values })).rows;
  const day = () => today(systemClock);
  const routes = {
    '/screening': async ({ code }) => subjectOf(await rows('screening', screening, [code, day()])),
    '/agency-screening': async ({ code }) =>
      subjectOf(await rows('agency-screening', agencyScreening, [code, day(), agencyId])),
    '/list-page': async ({ list, first }) =>
      pageOf(await rows('list-page', listPage, [list, day(), first + 1]), first),
    '/check': async ({ codes, matter, businessNumber }) => {
      const now = day();
      const dueDays = feedbackDays.map((days) => ({ days, day: addWorkingDays(now, days) }));
      const number = newNumber('K', now);
      const values = [codes, agencyId, matter, businessNumber, now, number, JSON.stringify(dueDays)];
      return receiptOf(number, await rows('check', check, values));
    },
  };
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    try {
      const body = JSON.stringify(await routes[request.url](JSON.parse(Buffer.concat(chunks).toString())));
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      });
      response.end(body);
    } catch (error) {
      response.writeHead(500).end(JSON.stringify({ errors: [String(error)] }));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}`;
});

/** Rows come ordered by entry, so that a new entry begins where the number changes. */
const subjectOf = (rows) => {
  if (rows.length === 0) return { subject: null };
  const entries = [];
  let entry;
  for (const row of rows) {
    if (row.number === null) break;
    if (entry?.number !== row.number) {
      entry = {
        number: row.number,
        severity: row.severity,
        decisionNumber: row.decisionNumber,
        ground: row.ground,
        basis: row.entryBasis,
        publishedAt: row.publishedAt,
        validUntil: row.validUntil,
        list: { code: row.listCode, name: row.listName, colour: row.colour },
        identifiedBy: { code: row.bodyCode, name: row.bodyName },
        measures: [],
      };
      entries.push(entry);
    }
    if (row.measureCode !== null) entry.measures.push(measureOf(row));
  }
  const { code, name, kind } = rows[0];
  return { subject: { code, name, kind, entries } };
};

const measureOf = (row) => ({
  matter: row.matter,
  trigger: row.trigger,
  basis: row.clauseBasis,
  measure: {
    code: row.measureCode,
    name: row.measureName,
    kind: row.measureKind,
    tier: row.tier,
    limit: row.limit,
  },
  memorandum: { number: row.memorandumNumber, title: row.memorandumTitle },
  ...('instructionNumber' in row && { instruction: instructionOf(row) }),
});

const instructionOf = (row) =>
  row.instructionNumber === null
    ? null
    : { number: row.instructionNumber, status: row.instructionStatus, dueAt: row.dueAt };

const pageOf = (rows, first) => {
  const nodes = rows.slice(0, first).map((row) => ({
    number: row.number,
    ground: row.ground,
    severity: row.severity,
    publishedAt: row.publishedAt,
    validUntil: row.validUntil,
    subject: { code: row.subjectCode, name: row.subjectName },
    list: { code: row.listCode, name: row.listName, colour: row.colour },
    identifiedBy: { code: row.bodyCode, name: row.bodyName },
  }));
  const last = rows[Math.min(first, rows.length) - 1];
  const endCursor = last
    ? Buffer.from(JSON.stringify([last.publishedAt, last.id])).toString('base64url')
    : null;
  return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor } };
};

const receiptOf = (number, rows) => {
  const results = [];
  let hit;
  for (const row of rows) {
    let result = results[row.ordinal];
    if (!result) {
      result = results[row.ordinal] = {
        asked: row.asked,
        verdict: row.verdict,
        subject: row.name === null ? null : { code: row.asked, name: row.name },
        hits: [],
      };
      hit = undefined;
    }
    if (row.number === null) continue;
    if (hit?.entry.number !== row.number) {
      hit = { suspended: row.suspended, entry: { number: row.number, ground: row.ground }, measures: [] };
      result.hits.push(hit);
    }
    if (row.measureCode !== null) {
      hit.measures.push({
        matter: row.matter,
        basis: row.clauseBasis,
        measure: { code: row.measureCode, name: row.measureName },
        memorandum: { number: row.memorandumNumber, title: row.memorandumTitle },
        instruction:
          row.instructionNumber === null ? null : { number: row.instructionNumber, dueAt: row.dueAt },
      });
    }
  }
  return { check: { number, checkedAt: rows[0]?.checkedAt ?? null, results } };
};
