export const chart: (
  runs: { subjects: number; ratios: Record<string, number> }[],
  keys: string[],
  title: string,
) => string;
