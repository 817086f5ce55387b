import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What the demo issuer keeps, in memory: sign-ins under way. A restart forgets them. */
export class MemoryAdapter implements Adapter {
  readonly #rows = new Map<string, { payload: AdapterPayload; until: number }>();

  async upsert(id: string, payload: AdapterPayload, seconds = 0): Promise<void> {
    this.purge();
    this.#rows.set(id, { payload, until: Date.now() + seconds * 1000 });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const row = this.#rows.get(id);
    return row && row.until > Date.now() ? row.payload : undefined;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    this.purge();
    return [...this.#rows.values()].find(({ payload }) => payload.uid === uid)?.payload;
  }

  async consume(id: string): Promise<void> {
    const payload = await this.find(id);
    if (payload) payload['consumed'] = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    this.#rows.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, { payload }] of this.#rows) if (payload.grantId === grantId) this.#rows.delete(id);
  }

  /** Device codes do not exist here. */
  async findByUserCode(): Promise<undefined> {}

  private purge(): void {
    for (const [id, { until }] of this.#rows) if (until <= Date.now()) this.#rows.delete(id);
  }
}
