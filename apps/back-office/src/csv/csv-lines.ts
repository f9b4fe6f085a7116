/** What a cell of a file is made of; nothing is an empty cell. */
export type Cell = string | number | bigint | null | undefined;

/** Spreadsheets take a cell that begins so for a formula, and run it on the machine of whoever opens the file (OWASP, "CSV Injection"). */
const LIKE_A_FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;
/** Begins so and is none. */
const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const TO_BE_QUOTED = /[",\r\n]/;

/**
 * A record of RFC 4180 with its line end. The one place where cells are written: what a spreadsheet would take for a formula gets an
 * apostrophe in front, which shows it as text.
 */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(',')}\r\n`;

/** So that Excel reads what follows as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

function cellOf(cell: Cell): string {
  const text = cell === null || cell === undefined ? '' : String(cell);
  const harmless = LIKE_A_FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return TO_BE_QUOTED.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
