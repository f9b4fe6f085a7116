import fontkit = require('fontkit');
import { TrueTypeFile } from './true-type-file';
import { TrueTypeSubset } from './true-type-subset';

/** Words of an invoice that come again and again, and as many that do not. */
const REMEMBERED_WORDS = 4000;

interface Run {
  positions: object[];
}

/**
 * A font that outlives its documents: it is parsed once, and remembers how words are set. What pdfkit asks of a font is answered by fontkit,
 * save two things that each document would do anew.
 */
export function rememberedFont(file: Buffer): object {
  const font = fontkit.create(file);
  const tables = new TrueTypeFile(file);
  const words = new Map<string, Run>();
  const layout = (text: string, features?: unknown): Run => {
    if (features) return font.layout(text, features);
    const known = words.get(text);
    if (known) return copied(known);
    const run = font.layout(text);
    if (words.size >= REMEMBERED_WORDS) words.clear();
    words.set(text, run);
    return copied(run);
  };
  return Object.create(font, { layout: { value: layout }, createSubset: { value: () => new TrueTypeSubset(tables) } });
}

/** pdfkit scales the positions in place. */
function copied(run: Run): Run {
  return Object.create(run, { positions: { value: run.positions.map((position) => ({ ...position })) } });
}
