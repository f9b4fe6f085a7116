/** A row as the CRM has it. */
export type Raw = Readonly<Record<string, unknown>>;

export interface Page {
  readonly columns: readonly string[];
  readonly rows: readonly Raw[];
  /** Of the last row. */
  readonly watermark: string;
}

/** Where charges are pulled from: rows changed at `from` or later, in the order of the watermark, in pages of bounded size. */
export interface Source {
  /** `from` null: from the first. `limit` rows in a page at most. Throws `PullFault`. */
  pages(from: string | null, limit: number): AsyncGenerator<Page>;
}

/** What the CRM did instead, in a sentence for the person who set it up. Nothing of that page was entered. */
export class PullFault extends Error {
  override readonly name = 'PullFault';
}

/** Watermarks are numbers, or moments that sort as text. */
export function isLater(one: string, other: string): boolean {
  const [a, b] = [Number(one), Number(other)];
  return one !== '' && other !== '' && Number.isFinite(a) && Number.isFinite(b) ? a > b : one > other;
}

/** So many signs of one page, whatever its rows. */
const MOST_SIGNS = 20_000_000;
const SIGNS_SHOWN = 100;

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, SIGNS_SHOWN);

export function refuseLarge(rows: readonly Raw[]): void {
  let signs = 0;
  for (const row of rows) for (const value of Object.values(row)) signs += typeof value === 'string' ? value.length : 8;
  if (signs > MOST_SIGNS) throw new PullFault(`One page of ${rows.length} rows has more than ${MOST_SIGNS / 1_000_000} MB; expected less`);
}
