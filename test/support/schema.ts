import { type GraphQLSchema, isListType, isNonNullType, type GraphQLType } from 'graphql';
import { createModules, createSchema } from '../../src/main.js';
import { openTestKit } from './kit.js';

export interface OpenSchema {
  readonly schema: GraphQLSchema;
  close(): Promise<void>;
}

/** The executable schema, every right applied, as the hub serves it. */
export const openTestSchema = async (): Promise<OpenSchema> => {
  const kit = await openTestKit();
  return { schema: await createSchema(createModules(kit)), close: () => kit.close() };
};

/** The type inside lists and non-null marks. */
export const bareType = (type: GraphQLType): GraphQLType =>
  isNonNullType(type) || isListType(type) ? bareType(type.ofType) : type;
