import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  type DocumentNode,
  type GraphQLSchema,
  concatAST,
  parse,
  print,
  separateOperations,
  validate,
} from 'graphql';
import { packageRoot } from '../kernel/package-root.js';

/** A document the office registered: `text` is its normal form, `id` the SHA-256 of that in hex. */
export interface TrustedDocument {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/** The hub's own documents and those of `folder`, by id. One that does not fit the schema is told by its name. */
export const readTrustedDocuments = (
  schema: GraphQLSchema,
  folder: string | null,
): ReadonlyMap<string, TrustedDocument> => {
  const own = path.join(packageRoot, 'schema', 'operations');
  const folders = [own, path.join(own, 'my'), path.join(own, 'cli'), ...(folder === null ? [] : [folder])];
  const all = folders.flatMap(documentsIn);
  for (const { name, text } of all) {
    const [problem] = validate(schema, parse(text));
    if (problem) throw new Error(`The trusted document ${name} does not fit the schema: ${problem.message}`);
  }
  return new Map(all.map((each) => [each.id, each]));
};

/** Each operation of the files of a folder, with the fragments it uses, whichever file these stand in. */
export const documentsIn = (folder: string): TrustedDocument[] => {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort();
  const whole = concatAST(files.map((name) => parse(readFileSync(path.join(folder, name), 'utf8'))));
  return Object.entries(separateOperations(whole)).map(([name, document]) => trusted(name, document));
};

const trusted = (name: string, document: DocumentNode): TrustedDocument => {
  const text = print(document);
  return { id: createHash('sha256').update(text).digest('hex'), name, text };
};
