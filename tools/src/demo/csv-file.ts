/** RFC 4180. */
export const csvFile = (rows: readonly (readonly string[])[]): string => `${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;

/** Quotes are doubled inside quotes. */
const quoted = (field: string) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
