import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { importList } from '../data/catalogue.mjs';
import { codeOf, nameOf } from '../data/codes.mjs';

const columns = {
  LIST_CODE: () => importList,
  XDR_MC: ({ n }) => nameOf(n),
  XDR_LB: () => '法人及非法人组织',
  XDR_SHXYM: ({ n }) => codeOf(n),
  DECISION_NUMBER: ({ decision }) => decision,
  DECIDED_ON: () => '2026-05-20',
  GROUND: () => '基准测试用的样本事由，情节严重',
  BASIS: () => '《基准测试办法》第三条',
  SEVERITY: () => '严重',
  RESPONSIBLE: () => '样某(法定代表人)',
  PROCEDURE: () => '普通程序',
  FINALITY: () => '是',
};

/** Rows of a file: every one another decision, about subjects that are known. */
const rowsOf = (mark, count, subjects) =>
  Array.from({ length: count }, (_, index) => ({
    n: 1 + (index % subjects),
    decision: `导入〔2026〕${mark}-${index + 1}号`,
  }));

const csvOf = (rows) =>
  [Object.keys(columns), ...rows.map((row) => Object.values(columns).map((cell) => cell(row)))]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');

/** Sends a file of entries as an agency does, and waits until the last row is stored. */
const byHub = async ({ hub, asImporter, subjects, rows }, mark) => {
  const body = csvOf(rowsOf(mark, rows, subjects));
  return async () => {
    const headers = { ...asImporter, 'content-type': 'text/csv' };
    const sent = await fetch(`${hub}/imports?format=entries&fileName=${mark}.csv`, {
      method: 'POST',
      headers,
      body,
    });
    const { url, ...answer } = await sent.json();
    if (sent.status !== 202)
      throw new Error(`The import was answered ${sent.status}: ${JSON.stringify(answer)}`);
    for (;;) {
      const state = await (await fetch(hub + url, { headers: asImporter })).json();
      if (state.status === 'DONE' && state.accepted === rows) return;
      if (['DONE', 'FAILED'].includes(state.status))
        throw new Error(`The import ended as ${JSON.stringify(state)}`);
      await pause(25);
    }
  };
};

/** The same rows as the table has them, from a file of the server's own: keys, indexes and triggers of the table hold. */
const byCopy = async ({ database, folder, subjects, rows }, mark) => {
  const file = path.join(folder, `${mark}.csv`);
  const { rows: facts } = await database.query(
    'select l.id as list, l.keeper_id as body, l.colour, (select min(id) from subject where code = $2) as first from credit_list l where l.code = $1',
    [importList, codeOf(1)],
  );
  const [{ list, body, colour, first }] = facts;
  writeFileSync(
    file,
    rowsOf(mark, rows, subjects)
      .map(
        ({ n, decision }, index) =>
          `E-${mark}-${index},${list},${colour},${Number(first) + n - 1},LOCAL,${body},${decision},2026-05-20,基准测试用的样本事由，情节严重,《基准测试办法》第三条,SERIOUS,PROPOSED,copy,2026-11-01T00:00:00Z\n`,
      )
      .join(''),
    { mode: 0o644 },
  );
  return async () => {
    await database.query(
      `copy list_entry (number, list_id, colour, subject_id, origin, identified_by_id, decision_number, decided_on, ground,
        basis, severity, status, proposed_by, created_at) from '${file}' csv`,
    );
    rmSync(file);
  };
};

export const imports = {
  name: 'import',
  title: 'Import of entries',
  about:
    'a file through POST /imports until its last row is validated, stored and audited; COPY into the same table',
  key: 'import_vs_copy',
  jobs: { hub: byHub, copy: byCopy },
  other: 'copy',
};

/** The same file by a hub with the embedded database, against one on a server; both have few subjects. */
const atHub =
  (name, headers) =>
  ({ urls, smallSubjects, ...setting }, mark) =>
    byHub({ ...setting, hub: urls[name], asImporter: setting[headers], subjects: smallSubjects }, mark);

export const embeddedImports = {
  name: 'embedded',
  title: 'Import of entries, embedded',
  about: 'the same file on the embedded database and on a server, both with few subjects',
  key: 'import_embedded',
  jobs: {
    hub: atHub('hub-embedded', 'asImporterOfEmbedded'),
    server: atHub('hub-small', 'asImporterOfSmall'),
  },
  other: 'server',
};
