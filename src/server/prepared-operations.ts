import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { costOf } from './query-cost.js';
import { accessNameOf } from './root-fields.js';

/** How many operations are kept, and how long a document may be to be one of them. */
const room = 1_000;
const longest = 16_000;

/** What a request names an operation by. */
export interface Asked {
  readonly query: string;
  readonly operationName: string | null;
}

/** A query that was parsed, held to the limits of documents, validated and compiled once. */
export class PreparedOperation {
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
    return costOf(this.schema, this.document, this.operation, variables);
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
