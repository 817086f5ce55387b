/** What waits at a gate: whoever lets it in calls `enter`. */
interface Waiting {
  readonly enter: () => void;
}

/** Lets so many in at once, lets some more wait in order, and turns the rest away at once. */
export class Gate {
  #inside = 0;
  readonly #queue: Waiting[] = [];

  constructor(
    readonly most: number,
    private readonly mostWaiting: number,
    private readonly patienceMs: number,
  ) {}

  get inside(): number {
    return this.#inside;
  }

  get waiting(): number {
    return this.#queue.length;
  }

  /** Nobody more can even wait. */
  get full(): boolean {
    return this.#inside >= this.most && this.#queue.length >= this.mostWaiting;
  }

  /** True when there was a place: `leave` must follow. */
  enterAtOnce(): boolean {
    if (this.#inside >= this.most) return false;
    this.#inside += 1;
    return true;
  }

  /** True once inside: `leave` must follow. False when it is full, or patience or `gone` ended the wait. */
  enter(gone?: AbortSignal): Promise<boolean> {
    if (this.enterAtOnce()) return Promise.resolve(true);
    return this.full ? Promise.resolve(false) : this.wait(gone);
  }

  /** The place goes straight to who waited longest, so that nobody who comes now gets past. */
  leave(): void {
    const next = this.#queue.shift();
    if (next) next.enter();
    else this.#inside -= 1;
  }

  private wait(gone?: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (entered: boolean) => {
        clearTimeout(patience);
        gone?.removeEventListener('abort', giveUp);
        resolve(entered);
      };
      const waiting = { enter: () => end(true) };
      const giveUp = () => {
        const place = this.#queue.indexOf(waiting);
        if (place < 0) return;
        this.#queue.splice(place, 1);
        end(false);
      };
      const patience = setTimeout(giveUp, this.patienceMs);
      gone?.addEventListener('abort', giveUp, { once: true });
      this.#queue.push(waiting);
    });
  }
}
