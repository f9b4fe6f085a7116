import LineBreaker = require('linebreak');
import type { Run, Typeface } from './typeface';

/** Latin in its usual form, without line breaks: what nearly every text is, and needs no cleaning. */
const CLEAN = /^[\x20-\x7e\u00a0-\u02ff\u2010-\u2020€−]*$/;
const LINE_ENDS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** The text in lines no wider than this; a word that is wider is broken wherever the line ends. */
export function setLines(face: Typeface, text: string, sizePt: number, widthPt: number): Run[] {
  const most = (widthPt * 1000) / sizePt;
  return cleanLines(text).flatMap((line) => {
    const run = face.run(line);
    return run.width <= most ? [run] : broken(face, line, most);
  });
}

function cleanLines(text: string): string[] {
  if (CLEAN.test(text)) return [text];
  return text
    .normalize('NFC')
    .split(LINE_ENDS)
    .map((line) => line.replace(/\p{Cc}/gu, ' '));
}

/** Breaks where Unicode allows it (UAX 14). */
function broken(face: Typeface, text: string, most: number): Run[] {
  const lines: Run[] = [];
  const breaks = new LineBreaker(text);
  let [start, end] = [0, 0];
  for (let next = breaks.nextBreak(); next; next = breaks.nextBreak()) {
    if (end > start && wider(text.slice(start, next.position))) {
      lines.push(set(text.slice(start, end)));
      start = end;
    }
    while (wider(text.slice(start, next.position))) {
      const fitting = longestFitting(face, text.slice(start, next.position), most);
      lines.push(set(fitting));
      start += fitting.length;
    }
    end = next.position;
  }
  if (end > start) lines.push(set(text.slice(start, end)));
  return lines;

  function set(piece: string) {
    return face.set(piece.trimEnd());
  }
  function wider(piece: string) {
    return set(piece).width > most;
  }
}

/** At least one sign, or nothing would ever fit. */
function longestFitting(face: Typeface, word: string, most: number): string {
  const [first = '', ...chars] = word;
  let fitting = first;
  for (const char of chars) {
    if (face.set(fitting + char).width > most) break;
    fitting += char;
  }
  return fitting;
}
