export type Counts = { passed: number; failed: number };
export function vitestCounts(file: string, ok: boolean): Counts;
export function playwrightCounts(file: string, ok: boolean): Counts;
