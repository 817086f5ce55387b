import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type BreakingChange,
  type DangerousChange,
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
} from 'graphql';
import { packageRoot } from './kernel/package-root.js';

/** What separates two printed schemas: what breaks clients, and what may surprise them. */
export interface SchemaChanges {
  breaking: BreakingChange[];
  dangerous: DangerousChange[];
}

export const schemaChanges = (released: string, current: string): SchemaChanges => {
  const [before, after] = [buildSchema(released), buildSchema(current)];
  return { breaking: findBreakingChanges(before, after), dangerous: findDangerousChanges(before, after) };
};

const schemaFile = (name: string): string => readFileSync(path.join(packageRoot, 'schema', name), 'utf8');

/** Fails when the printed schema breaks clients of the released one; says what else they will notice. */
const main = (): void => {
  const { breaking, dangerous } = schemaChanges(schemaFile('released.graphql'), schemaFile('hub.graphql'));
  for (const { description } of dangerous) console.warn(`schema, dangerous: ${description}`);
  for (const { description } of breaking) console.error(`schema, breaking: ${description}`);
  if (breaking.length > 0) {
    console.error(
      'Clients of the released schema would fail: add beside what is there, and deprecate the old.',
    );
    process.exitCode = 1;
  }
};

if (import.meta.main) main();
