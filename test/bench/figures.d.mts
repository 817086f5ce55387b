export interface Spread {
  min: number;
  median: number;
  max: number;
}
export const median: (values: number[]) => number;
export const rounded: (value: number) => number;
export const pairRatios: (ours: number[], theirs: number[]) => Spread;
export const mediansOf: (results: { ratios: Record<string, Spread> }[]) => Record<string, number>;
export const spreadsOf: (results: { ratios: Record<string, Spread> }[]) => Record<string, Spread>;
export interface Run {
  subjects: number;
  ratios: Record<string, number>;
  results: readonly object[];
}
export const figureOf: (run: Run, key: string) => number;
