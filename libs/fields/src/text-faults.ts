/** A value in a message: on one line, and never endless. */
export function shown(text: string): string {
  const chars = [...text];
  return JSON.stringify(chars.length > 60 ? `${chars.slice(0, 60).join('')}…` : text);
}

/** What no text of ours may have. PostgreSQL keeps no NUL, and U+FFFD is what a reader makes of bytes that are not UTF-8. */
export function notText(text: string): { fault: string } | undefined {
  if (text.includes('\0')) return { fault: 'has a NUL byte' };
  if (/[\uFFFD\p{Cs}]/u.test(text)) return { fault: `is ${shown(text)}, which is not UTF-8 text` };
  return undefined;
}
