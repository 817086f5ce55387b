export interface DemoClient {
  clientId: string;
  label: string;
  secret: string;
}

/** The demonstration's clients; none in production, where the hub answers 404 (or 204). */
export async function readDemoClients(): Promise<readonly DemoClient[]> {
  try {
    const response = await fetch('/graphiql/demo-clients.json', { cache: 'no-store' });
    if (response.status !== 200) return [];
    const answer: unknown = await response.json();
    return Array.isArray(answer) ? answer.filter(isDemoClient) : [];
  } catch {
    return [];
  }
}

function isDemoClient(value: unknown): value is DemoClient {
  const client = value as Partial<DemoClient> | null;
  return [client?.clientId, client?.label, client?.secret].every((field) => typeof field === 'string');
}
