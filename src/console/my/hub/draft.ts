import { useState } from 'react';

const prefix = 'my-draft:';

/**
 * What somebody typed into a form, kept in this tab only, so that a session that ends in the middle takes nothing away.
 * It goes when the form is sent, when the person signs out, and when another subject signs in.
 */
export function useDraft<Fields extends object>(name: string, empty: Fields) {
  const [fields, setFields] = useState<Fields>(() => ({ ...empty, ...read(name) }));
  const change = (part: Partial<Fields>) =>
    setFields((now) => {
      const next = { ...now, ...part };
      sessionStorage.setItem(prefix + name, JSON.stringify(next));
      return next;
    });
  return { fields, change, clear: () => sessionStorage.removeItem(prefix + name) };
}

const read = (name: string): object => {
  try {
    return JSON.parse(sessionStorage.getItem(prefix + name) ?? '{}') as object;
  } catch {
    return {};
  }
};

/** Drafts belong to one subject: those of another are forgotten. */
export function keepDraftsOf(owner: string): void {
  if (sessionStorage.getItem('my-draft-owner') === owner) return;
  forgetDrafts();
  sessionStorage.setItem('my-draft-owner', owner);
}

export const forgetDrafts = (): void => {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith('my-draft')) sessionStorage.removeItem(key);
};

/** One key for one intention: sending the same again after a failure does nothing twice; other input is another intention. */
export class Intention {
  #input = '';
  #key = '';

  keyFor(input: unknown): string {
    const text = JSON.stringify(input);
    if (text !== this.#input) {
      this.#input = text;
      this.#key = randomKey();
    }
    return this.#key;
  }
}

/** randomUUID exists on secure origins only; a hub in a local network may have none. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
