import { newNumber } from '../../../dist/src/kernel/ids.js';
import { systemClock, today } from '../../../dist/src/kernel/clock.js';
import { addWorkingDays } from '../../../dist/src/kernel/working-days.js';
import { feedbackDays } from '../data/catalogue.mjs';
import { openStatements, servePlain } from './plain-server.mjs';
import { runPeer } from './process.mjs';
import { batch, check, listPage, screening, statistics } from './raw.sql.mjs';

const day = () => today(systemClock);

/** Rows come ordered by subject and entry, so that a new one begins where code or number changes. */
const subjectsOf = (rows) => {
  const subjects = [];
  let entry;
  for (const row of rows) {
    if (subjects.at(-1)?.code !== row.code) {
      subjects.push({ code: row.code, name: row.name, kind: row.kind, entries: [] });
      entry = undefined;
    }
    if (row.number === null) continue;
    if (entry?.number !== row.number) {
      entry = entryOf(row);
      subjects.at(-1).entries.push(entry);
    }
    if (row.measureCode !== null) entry.measures.push(measureOf(row));
  }
  return subjects;
};

const entryOf = (row) => ({
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
});

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
});

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

/**
 * One SQL statement per request on bare node:http; flat rows, put together here. It has no viewer, no token, no GraphQL:
 * what the hub's work costs is the distance to it.
 */
await runPeer(async ({ ownerUrl, agencyId }) => {
  const rows = openStatements(ownerUrl);
  return servePlain({
    '/screening': async ({ code }) => ({
      subject: subjectsOf(await rows('screening', screening, [code, day(), agencyId]))[0] ?? null,
    }),
    '/batch': async ({ codes }) => ({
      subjects: subjectsOf(await rows('batch', batch, [codes, day(), agencyId])),
    }),
    '/list-page': async ({ list, first, after }) =>
      pageOf(await rows('list-page', listPage, [list, day(), first + 1, ...after]), first),
    '/statistics': async () => ({ counts: await rows('statistics', statistics, [day()]) }),
    '/check': async ({ codes, matter, businessNumber }) => {
      const now = day();
      const dueDays = feedbackDays.map((days) => ({ days, day: addWorkingDays(now, days) }));
      const number = newNumber('K', now);
      const values = [codes, agencyId, matter, businessNumber, now, number, JSON.stringify(dueDays)];
      return receiptOf(number, await rows('check', check, values));
    },
  });
});
