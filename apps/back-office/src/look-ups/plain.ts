/** A source's text as a sale can keep it: no control characters, no halves of signs (PostgreSQL keeps neither), no longer than `most`. */
export function plain(text: string, most: number): string {
  return [...text.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim()].slice(0, most).join('').trim();
}

/** The parts that are there, once each, with commas between. */
export const listed = (parts: readonly (string | null | undefined)[], most: number): string =>
  plain([...new Set(parts.filter((part) => part?.trim()))].join(', '), most);
