import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';

const ROTATE_ABOVE_BYTES = 5_000_000;
const KEPT = 3;

/** Before a start: what has grown too large becomes `.1`, what was `.1` becomes `.2`, and so on; the oldest goes. */
export function rotate(path: string) {
  if (!existsSync(path) || statSync(path).size < ROTATE_ABOVE_BYTES) return;
  for (let age = KEPT; age >= 1; age--) {
    const younger = age === 1 ? path : `${path}.${age - 1}`;
    if (existsSync(younger)) renameSync(younger, `${path}.${age}`);
  }
}

const LAST_LINES = 12;

/** How our own programs begin the sentence that says why they cannot start; what stands before it is for the log. */
const VERDICT = /^(Cannot start: |The configuration has faults)/;

/** What a process that has ended had to say, from where the log stood when it started: its verdict, or else its last lines. */
export function lastWords(path: string, fromByte: number): string {
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    const start = Math.max(fromByte, size - 8192);
    const bytes = Buffer.alloc(Math.max(0, size - start));
    readSync(fd, bytes, 0, bytes.length, start);
    const lines = bytes.toString('utf8').trim().split('\n');
    const verdict = lines.findLastIndex((line) => VERDICT.test(line));
    return lines.slice(verdict < 0 ? -LAST_LINES : verdict).join('\n');
  } finally {
    closeSync(fd);
  }
}
