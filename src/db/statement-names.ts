import { hash } from 'node:crypto';
import type { Viewer } from './viewer.js';

/** Those the hub runs for itself have names of their own: PostgreSQL plans a statement anew whenever it runs as another role. */
export const nameFor = ({ kind }: Viewer, name: string): string => (kind === 'HUB' ? `${name}.hub` : name);

/**
 * Names under which statements stay prepared. A statement's text decides its name; texts are finite because values never
 * stand in them. What the ORM writes itself has no name here: its texts grow with the rows.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();

  /** The name of a statement of the hub's own. */
  give(text: string): string {
    let name = this.#names.get(text);
    if (name === undefined) {
      name = hash('sha256', text, 'base64url').slice(0, 32);
      this.#names.set(text, name);
    }
    return name;
  }
}
