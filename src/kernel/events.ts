/** A fact that a lower module states and higher ones act on, inside the same transaction. */
export interface DomainEvent<Payload> {
  readonly name: string;
  readonly payload: Payload;
}

export type EventKind<Payload> = ((payload: Payload) => DomainEvent<Payload>) & {
  readonly eventName: string;
};

/** Declares an event: `entryPublished = defineEvent<{ entryIds: number[] }>('lists.entryPublished')`. */
export const defineEvent = <Payload>(eventName: string): EventKind<Payload> =>
  Object.assign((payload: Payload): DomainEvent<Payload> => ({ name: eventName, payload }), { eventName });

type Reaction<Unit> = (unit: Unit, payload: any) => Promise<unknown>;

/** Who acts on which event. Filled once, in main; every reaction runs in the transaction of the emitter. */
export class EventBus<Unit> {
  readonly #reactions = new Map<string, Reaction<Unit>[]>();

  on<Payload>(kind: EventKind<Payload>, reaction: (unit: Unit, payload: Payload) => Promise<unknown>): void {
    this.#reactions.set(kind.eventName, [...(this.#reactions.get(kind.eventName) ?? []), reaction]);
  }

  async emit<Payload>(unit: Unit, event: DomainEvent<Payload>): Promise<void> {
    for (const reaction of this.#reactions.get(event.name) ?? []) await reaction(unit, event.payload);
  }
}
