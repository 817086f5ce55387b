import type { Run } from './figures.mjs';

export const chart: (runs: Run[], keys: string[], title: string) => string;
