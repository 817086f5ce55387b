export const names: string[];
export const usage: string;
export interface Options {
  help: boolean;
  quick: boolean;
  subjects: number;
  small: number;
  seconds: number;
  warm: Record<'ofProcess' | 'ofQuestion', { requests: number; seconds: number }>;
  rounds: number;
  jobs: number;
  imports: number;
  publications: number;
  connections: number;
  held: number;
  only: string[];
  json: string | null;
  profile: string | null;
}
export const readOptions: (args: string[]) => Options;
