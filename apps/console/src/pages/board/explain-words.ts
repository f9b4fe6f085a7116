import type { Entry, Explanation } from '../../api/boards';
import { counted, placeInWords } from '../../formats/counts';
import { money } from '../../formats/money';
import { time } from '../../formats/times';

/** "Why is Ewan Fraser fourth?" */
export const question = ({ consultant, ranking }: Pick<Explanation, 'consultant' | 'ranking'>): string =>
  ranking === null ? `Why is ${consultant} not on the board?` : `Why is ${consultant} ${placeInWords(ranking)}?`;

/** The answer first, then how it comes about. */
export function answer({ salesRevenue, unitsSold, entries, ranking }: Explanation): string {
  const corrections = entries.filter(({ kind }) => kind === 'adjustment').length;
  const parts = [
    ...(unitsSold > 0 || corrections === 0 ? [counted(unitsSold, 'sale')] : []),
    ...(corrections > 0 ? [counted(corrections, 'correction')] : []),
  ];
  if (ranking === null && entries.length === 0) return 'Nothing was sold in this time.';
  return `${money(salesRevenue)} from ${parts.join(' and ')}.`;
}

/** What separates it from the place above. */
export function gap({ above, ranking }: Explanation, timeZone: string): string | undefined {
  if (ranking === null) return undefined;
  if (!above) return 'Nobody is above.';
  const { position, missing, by } = above;
  const place = `${position.consultant}, ${placeInWords(position.ranking)}`;
  if (by === 'revenue') return `${money(missing)} behind ${place}.`;
  if (by === 'reached-first') return `The same revenue as ${place}, who reached it first, at ${time(position.reachedAt, timeZone)}.`;
  return `The same revenue at the same moment as ${place}; names decide.`;
}

/** One line: what it is. */
export function what({ kind, product, saleRef }: Entry): string {
  if (kind === 'adjustment') return 'Correction';
  return product || saleRef || 'Sale';
}

const SHOWN_OF_A_REFERENCE = 16;

/** A reference that we made is long, and its beginning is enough to tell it from its neighbours. */
export const shortRef = (saleRef: string): string =>
  saleRef.length > SHOWN_OF_A_REFERENCE ? `${saleRef.slice(0, SHOWN_OF_A_REFERENCE - 5)}…` : saleRef;

/** A sale together with its taking back, if it was taken back. */
export interface Line {
  readonly entry: Entry;
  readonly takenBack?: Entry;
}

/** As people read it: the newest first, a sale once, with its taking back in the same line. */
export function linesOf(entries: readonly Entry[]): readonly Line[] {
  const voids = new Map(entries.filter(({ kind }) => kind === 'void').map((entry) => [entry.ref, entry]));
  const sold = new Set(entries.filter(({ kind }) => kind === 'sale').map(({ ref }) => ref));
  return entries
    .filter(({ kind, ref }) => kind !== 'void' || !sold.has(ref))
    .map((entry) => (entry.kind === 'sale' && voids.has(entry.ref) ? { entry, takenBack: voids.get(entry.ref)! } : { entry }))
    .sort((one, other) => other.entry.occurredAt.localeCompare(one.entry.occurredAt));
}

/** What a team manager may do with a line; the server refuses the rest (a sale is taken back once). */
export const lineCan = {
  takeBack: ({ entry, takenBack }: Line): boolean => entry.kind === 'sale' && takenBack === undefined,
};
