export interface Question {
  path: string;
  headers: Record<string, string>;
  body: string;
}
export const load: (
  url: string,
  next: () => Question,
  limits: { seconds: number; connections: number },
) => Promise<{ answered: number; perSecond: number; p50: number; p99: number; fault: string }>;
