import { type ASTVisitor, Kind, type SelectionSetNode, type ValidationContext } from 'graphql';
import { HubError } from '../kernel/errors.js';
import { limits } from './limits.js';

/** Validation rule: how deep and how wide a document may be. It reads the document alone, so it is asked once per text. */
export const shapeLimits = (context: ValidationContext): ASTVisitor => {
  const counted = { aliases: 0, directives: 0 };
  const measure = shapeOf(context);
  return {
    Field: (node) => {
      if (node.alias) counted.aliases += 1;
    },
    Directive: () => {
      counted.directives += 1;
    },
    OperationDefinition: (operation) => {
      hold(context, 'depth', measure.depth(operation.selectionSet));
      hold(context, 'rootFields', measure.width(operation.selectionSet));
    },
    Document: {
      leave: () => {
        hold(context, 'aliases', counted.aliases);
        hold(context, 'directives', counted.directives);
      },
    },
  };
};

const names = {
  depth: 'fields deep',
  rootFields: 'root fields',
  aliases: 'aliases',
  directives: 'directives',
};

const hold = (context: ValidationContext, what: keyof typeof names, count: number): void => {
  const { most } = limits[what];
  if (count <= most) return;
  context.reportError(
    new HubError(
      'QUERY_TOO_COMPLEX',
      `The document has ${count} ${names[what]}; at most ${most} are taken. Send it in parts.`,
    ),
  );
};

type Measure = (set: SelectionSetNode) => number;

/** Depth and width with fragments followed; each fragment is measured once, and one that leads to itself counts nothing. */
const shapeOf = (context: ValidationContext): { depth: Measure; width: Measure } => ({
  depth: follow(context, (fieldDepth, parts) => Math.max(0, fieldDepth, ...parts)),
  width: follow(context, (_, parts, fields) => fields + parts.reduce((sum, each) => sum + each, 0)),
});

const follow = (
  context: ValidationContext,
  join: (fieldDepth: number, parts: number[], fields: number) => number,
): Measure => {
  const known = new Map<string, number>();
  const ofFragment = (name: string): number => {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, 0); // until it is known: a cycle is refused by GraphQL's own rule
    const fragment = context.getFragment(name);
    const measured = fragment ? ofSet(fragment.selectionSet) : 0;
    known.set(name, measured);
    return measured;
  };
  const ofSet: Measure = ({ selections }) => {
    const fields = selections.filter((each) => each.kind === Kind.FIELD);
    // Introspection has a depth of its own, which GraphQL's own rule holds.
    const below = fields.map((each) =>
      each.selectionSet && !each.name.value.startsWith('__') ? ofSet(each.selectionSet) + 1 : 1,
    );
    const parts = selections
      .filter((each) => each.kind !== Kind.FIELD)
      .map((each) =>
        each.kind === Kind.FRAGMENT_SPREAD ? ofFragment(each.name.value) : ofSet(each.selectionSet),
      );
    return join(Math.max(0, ...below), parts, fields.length);
  };
  return ofSet;
};
