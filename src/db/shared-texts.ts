/** Texts that rows have in common (days, grounds, laws) are kept once: they are most of what is held. */
export class SharedTexts {
  /** By column; null: its rows have little in common. */
  readonly #columns = new Map<string, Map<string, string> | null>();

  of(column: string, text: string): string {
    const known = this.columnOf(column);
    const same = known?.get(text);
    if (same !== undefined) return same;
    if (known?.size === room) this.#columns.set(column, null);
    known?.set(text, text);
    return text;
  }

  private columnOf(column: string): Map<string, string> | null {
    let known = this.#columns.get(column);
    if (known === undefined) this.#columns.set(column, (known = new Map<string, string>()));
    return known;
  }
}

/** How many texts a column may have in common. */
const room = 1_000;
