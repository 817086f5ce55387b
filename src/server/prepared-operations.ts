import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { costOf, leastCost } from './query-cost.js';
import { accessNameOf } from './root-fields.js';

/** How many operations are kept, and how long a document may be to be one of them. */
const room = 1_000;
const longest = 16_000;
/** How many shapes of variables an operation's cost is kept for, and how long one may be. */
const shapes = 10;
const longestShape = 2_000;

/** What a request names an operation by. */
export interface Asked {
  readonly query: string;
  readonly operationName: string | null;
}

/** A query that was parsed, held to the limits of documents, validated and compiled once. */
export class PreparedOperation {
  readonly #costs = new Map<string, number>();
  #compiled: CompiledQuery | null | undefined;
  /** As the access log names it. */
  readonly accessName: string;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
  ) {
    this.accessName = accessNameOf(operation, document);
  }

  /** What it costs with these variables, which is refused beyond the limit. */
  costOf(variables: Record<string, unknown>): number {
    const shape = shapeOf(this.operation, variables);
    const known = this.#costs.get(shape);
    if (known !== undefined) return known;
    const cost = costOf(this.schema, this.document, this.operation, variables);
    // The least may be that of wrong variables, and others of the same shape may be right.
    if (cost > leastCost && shape.length < longestShape) this.keepCost(shape, cost);
    return cost;
  }

  private keepCost(shape: string, cost: number): void {
    this.#costs.set(shape, cost);
    if (this.#costs.size > shapes) this.#costs.delete(this.#costs.keys().next().value!);
  }

  /** Null: it cannot be compiled. */
  get compiled(): CompiledQuery | null {
    if (this.#compiled === undefined) {
      const made = compileQuery(this.schema, this.document, this.operation.name?.value ?? '');
      this.#compiled = isCompiledQuery(made) ? made : null;
    }
    return this.#compiled;
  }
}

/** The variables an operation declares, as far as they decide its cost: of texts only their number matters. */
const shapeOf = (
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Record<string, unknown>,
): string => {
  const declared = variableDefinitions.map(({ variable }) => variable.name.value);
  const given = declared.filter((name) => Object.hasOwn(variables, name));
  return JSON.stringify(
    Object.fromEntries(given.map((name) => [name, variables[name]])),
    (_, value: unknown) => (typeof value === 'string' ? '' : value),
  );
};

/** The queries asked again and again, whoever asks: nothing here depends on the viewer. */
export class PreparedOperations {
  readonly #known = new Map<string, PreparedOperation>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Keeps a query that passed every check of its document. What has not been asked for longest makes room. */
  keep(asked: Asked, document: DocumentNode, operation: OperationDefinitionNode): void {
    if (operation.operation !== 'query' || asked.query.length > longest) return;
    const key = keyOf(asked);
    if (this.#known.has(key)) return;
    this.#known.set(key, new PreparedOperation(this.schema, document, operation));
    if (this.#known.size > room) this.#known.delete(this.#known.keys().next().value!);
  }

  find(asked: Asked): PreparedOperation | null {
    const key = keyOf(asked);
    const found = this.#known.get(key);
    if (!found) return null;
    this.#known.delete(key); // to the end of the queue
    this.#known.set(key, found);
    return found;
  }
}

const keyOf = ({ query, operationName }: Asked): string => `${operationName ?? ''}\n${query}`;
