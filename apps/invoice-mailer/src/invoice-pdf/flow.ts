import { BOTTOM_PT, MARGIN_PT } from './look';
import type { Run } from './typeface';
import { heightOf, type Sheets, type Style, widthOf } from './sheets';
import { setLines } from './set-lines';

/** Where the next thing goes, from the top of the first page on downwards. */
export class Flow {
  y = MARGIN_PT;

  constructor(readonly sheets: Sheets) {}

  get left() {
    return BOTTOM_PT - this.y;
  }

  /** A new page, unless so much is left of this one. */
  need(height: number) {
    if (height > this.left) this.turn();
  }

  turn() {
    this.sheets.add();
    this.y = MARGIN_PT;
  }
}

/** A text as it fits its column: its lines and how they look. */
export interface Block {
  readonly runs: readonly Run[];
  readonly style: Style;
  readonly height: number;
}

export function block(text: string, style: Style, width: number): Block {
  const runs = setLines(style.face, text, style.sizePt, width);
  return { runs, style, height: runs.length * heightOf(style) };
}

/** Writes lines of a block from `y` on; `edge` is where they begin or, to the right, where they end. */
export function write(sheets: Sheets, { runs, style }: Block, edge: number, y: number, side: 'left' | 'right' = 'left') {
  for (const [i, run] of runs.entries()) {
    sheets.text(run, side === 'left' ? edge : edge - widthOf(run, style), y + i * heightOf(style), style);
  }
}
