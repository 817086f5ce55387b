import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import { badInput } from '../kernel/errors.js';
import { withStatus } from './context.js';

/** The root fields an operation asks for, one for each time it does. */
export const rootFieldsOf = (
  operation: OperationDefinitionNode | undefined,
  document: DocumentNode | undefined,
): string[] => {
  const fragments = new Map(
    document?.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === 'FragmentDefinition')
      .map((each) => [each.name.value, each]),
  );
  const fieldsIn = ({ selectionSet }: Pick<OperationDefinitionNode, 'selectionSet'>): string[] =>
    selectionSet.selections.flatMap((each) => {
      if (each.kind === 'Field') return [each.name.value];
      const fragment = each.kind === 'InlineFragment' ? each : fragments.get(each.name.value);
      return fragment ? fieldsIn(fragment) : [];
    });
  return operation ? fieldsIn(operation) : [];
};

/** A key stands for one act of each kind: the second of the same would be answered with the outcome of the first. */
export const assertOneActPerKey = (key: string | null, fields: readonly string[]): void => {
  if (key === null || new Set(fields).size === fields.length) return;
  throw withStatus(
    badInput(
      'Idempotency-Key',
      'Under one Idempotency-Key each mutation may stand once. Send the others in requests of their own.',
    ),
  );
};

/** The operation as the access log names it: its root fields, not the names a client chose. */
export const accessNameOf = (...of: Parameters<typeof rootFieldsOf>): string =>
  [...new Set(rootFieldsOf(...of))].sort().join(',').slice(0, 100);
