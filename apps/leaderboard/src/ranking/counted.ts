import { countingDay, type Entry, type VoidsCount } from './entry';

/** Days from and to, both included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const within = (day: string, { from, to }: Span) => from <= day && day <= to;

/**
 * What counts of one sale and its taking back, of which either may not have come yet. Both in one span are as if there had been no sale;
 * a taking back whose sale is unknown counts nothing, so that no board ever shows a debt that its sale is about to settle.
 */
export function countedOfPair<E extends Entry>(sale: E | undefined, taken: E | undefined, span: Span, voids: VoidsCount): E[] {
  if (!sale) return [];
  const all = (taken ? [sale, taken] : [sale]).filter((entry) => within(countingDay(entry, voids), span));
  return all.length === 2 ? [] : all;
}

/** What counts of all entries in a span of days. The same for any order and repetition of them. */
export function countedIn(entries: Iterable<Entry>, span: Span, voids: VoidsCount): Entry[] {
  const pairs = new Map<string, { sale?: Entry; void?: Entry; adjustment?: Entry }>();
  for (const entry of entries) {
    const pair = pairs.get(entry.ref) ?? {};
    pair[entry.kind] ??= entry;
    pairs.set(entry.ref, pair);
  }
  return [...pairs.values()].flatMap(({ adjustment, ...pair }) => [
    ...countedOfPair(pair.sale, pair.void, span, voids),
    ...(adjustment && within(adjustment.day, span) ? [adjustment] : []),
  ]);
}

/** What the coming of an entry does to what counts on a day: `other` is the sale of a taking back or the taking back of a sale, if known. */
export function effectOn<E extends Entry>(day: string, entry: E, other: E | undefined, voids: VoidsCount): Effect<E> | undefined {
  const span = { from: day, to: day };
  if (entry.kind === 'adjustment') return entry.day === day ? { counts: entry } : undefined;
  const before = other?.kind === 'sale' ? countedOfPair(other, undefined, span, voids) : [];
  const [sale, taken] = entry.kind === 'sale' ? [entry, other] : [other, entry];
  const after = countedOfPair(sale, taken, span, voids);
  const counts = after.find((one) => !before.includes(one));
  const gone = before.find((one) => !after.includes(one));
  if (counts) return { counts };
  return gone && { gone };
}

/** An entry that counts from now on, or one that no longer does. */
export type Effect<E extends Entry = Entry> =
  | { readonly counts: E; readonly gone?: undefined }
  | { readonly gone: E; readonly counts?: undefined };
