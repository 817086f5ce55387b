import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  type GraphQLSchema,
  TypeInfo,
  getNamedType,
  isEnumType,
  parse,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { readConfig } from './config.js';
import { settings } from './settings.js';
import { openDatabase } from './db/orm.js';
import type { Lifecycle } from './kernel/lifecycle.js';
import { createKit, createModules, createSchema } from './main.js';
import { instructionLifecycle } from './modules/enforcement/instruction.lifecycle.js';
import { entryLifecycle } from './modules/lists/entry.lifecycle.js';
import { measureLifecycle } from './modules/measures/measure.lifecycle.js';
import { memorandumLifecycle } from './modules/memoranda/memorandum.lifecycle.js';
import { objectionLifecycle } from './modules/objections/objection.lifecycle.js';
import { clientLifecycle } from './modules/organizations/client.lifecycle.js';
import { restorationLifecycle } from './modules/restorations/restoration.lifecycle.js';
import { importLifecycle } from './modules/records/import.lifecycle.js';
import { repairLifecycle } from './modules/repairs/repair.lifecycle.js';
import { incidentLifecycle } from './modules/supervision/incident.lifecycle.js';
import { renderErrors, renderLifecycles, renderPolicy } from './policy/render.js';
import { renderRetention } from './modules/retention/retention.rules.js';
import { packageRoot } from './kernel/package-root.js';
import { renderLimits } from './server/limit-table.js';
import { printHubSchema } from './server/schema.js';
import { documentsIn, readTrustedDocuments } from './server/trusted-documents.js';

/** `npm run schema:print` writes what schema/ is made of and the README's settings, limits and terms of retention; `--check` fails when a committed file is behind the code. */
const { values } = parseArgs({ options: { check: { type: 'boolean' } } });

const lifecycles = [
  measureLifecycle,
  memorandumLifecycle,
  entryLifecycle,
  instructionLifecycle,
  objectionLifecycle,
  repairLifecycle,
  restorationLifecycle,
  importLifecycle,
  clientLifecycle,
  incidentLifecycle,
] as unknown as Lifecycle<string>[];

const files = async (): Promise<Record<string, string>> => {
  const database = await openDatabase({ folder: 'memory://' });
  try {
    const schema = await createSchema(createModules(createKit(readConfig({ HUB_MODE: 'demo' }), database)));
    return {
      'hub.graphql': printHubSchema(schema),
      'POLICY.md': renderPolicy(),
      'LIFECYCLES.md': renderLifecycles(lifecycles),
      'ERRORS.md': renderErrors(),
      'trusted-documents.json': renderTrusted(schema),
      '../src/console/my/hub/words.json': renderWords(schema),
    };
  } finally {
    await database.close();
  }
};

/** The ids under which clients send the hub's own documents, by operation. */
const renderTrusted = (schema: GraphQLSchema): string => {
  const byName = [...readTrustedDocuments(schema, null).values()].map(({ name, id }) => [name, id] as const);
  return `${JSON.stringify(Object.fromEntries(byName), null, 2)}\n`;
};

/**
 * The Chinese terms of the enums that the page of a subject shows: enum, value, term. The page carries them, because a
 * subject may not ask the schema for them.
 */
const renderWords = (schema: GraphQLSchema): string => {
  const words: Record<string, Record<string, string>> = {};
  const types = new TypeInfo(schema);
  const note = (): void => {
    const type = getNamedType(types.getType());
    if (isEnumType(type))
      words[type.name] = Object.fromEntries(
        type.getValues().map(({ name, description }) => [name, description ?? name]),
      );
  };
  for (const { text } of documentsIn(path.join(packageRoot, 'schema', 'operations', 'my')))
    visit(parse(text), visitWithTypeInfo(types, { Field: note }));
  return `${JSON.stringify(Object.fromEntries(Object.entries(words).sort()), null, 2)}\n`;
};

const between = (text: string, mark: string, table: string): string =>
  text.replace(
    new RegExp(`<!-- ${mark} -->[\\s\\S]*<!-- /${mark} -->`),
    `<!-- ${mark} -->\n${table}\n<!-- /${mark} -->`,
  );

/** The settings, limits and terms of retention as the README shows them, each between its two marks. */
const readmeWithTables = (): string => {
  const rows = Object.entries(settings).map(([name, { schema, about }]) => {
    const parsed = schema.safeParse(undefined);
    return `| \`${name}\` | ${parsed.success && parsed.data !== undefined ? `\`${String(parsed.data)}\`` : '–'} | ${about} |`;
  });
  const table = ['| setting | default | what |', '| --- | --- | --- |', ...rows].join('\n');
  const readme = readFileSync(path.join(packageRoot, 'README.md'), 'utf8');
  const tables = { settings: table, limits: renderLimits(), retention: renderRetention() };
  return Object.entries(tables).reduce((text, [mark, each]) => between(text, mark, each), readme);
};

const behind: string[] = [];
const wanted = { ...(await files()), '../README.md': readmeWithTables() };
for (const [name, text] of Object.entries(wanted)) {
  const file = path.join(packageRoot, 'schema', name);
  if (!values.check) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) behind.push(name);
}
if (behind.length > 0) {
  console.error(`schema/ is behind the code: ${behind.join(', ')}. Run: npm run schema:print`);
  process.exitCode = 1;
}
