const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/** How long to wait before the next start, after so many ends in a row: a quarter of a second, doubling, ten seconds at most. */
export const backoffMs = (ends: number) => Math.min(FIRST_MS * 2 ** (ends - 1), LONGEST_MS);
