import { readFileSync } from 'node:fs';
import fontkit = require('fontkit');
import { EmbeddedFace } from './embedded-face';
import { FaceSubsets } from './face-subsets';
import { TrueTypeFile } from './true-type-file';

/** One line of text, set in one face. Lengths are in thousandths of the font's size. */
export interface Run {
  readonly signs: readonly Sign[];
  /** What kerning adds after each sign; mostly nothing, or less than nothing. */
  readonly gaps: readonly number[];
  readonly width: number;
}

export interface Sign {
  readonly glyph: number;
  readonly char: string;
  readonly advance: number;
}

/** Texts that come again on every invoice, and as many that do not. */
const REMEMBERED_RUNS = 4000;

/**
 * One weight of a font, read once and shared by all documents. fontkit reads the file; what it answers about a sign or a pair of signs is
 * remembered, so that setting a line is a matter of looking up.
 */
export class Typeface {
  readonly ascent: number;
  /** From one base line to the next, without any lead. */
  readonly height: number;
  private readonly font: fontkit.Font;
  private readonly scale: number;
  private readonly subsets: FaceSubsets;
  private readonly signs = new Map<string, Sign>();
  private readonly kerning = new Map<number, number>();
  private readonly runs = new Map<string, Run>();

  constructor(path: string) {
    const file = readFileSync(path);
    this.font = fontkit.create(file);
    this.scale = 1000 / this.font.unitsPerEm;
    this.ascent = this.font.ascent * this.scale;
    this.height = (this.font.ascent - this.font.descent + this.font.lineGap) * this.scale;
    this.subsets = new FaceSubsets(this.font, new TrueTypeFile(file), (char) => this.sign(char));
  }

  /** Sets a text that has no line breaks; a sign the font does not have becomes the font's sign for that. */
  run(text: string): Run {
    const known = this.runs.get(text);
    if (known) return known;
    const run = this.set(text);
    if (this.runs.size >= REMEMBERED_RUNS) this.runs.clear();
    this.runs.set(text, run);
    return run;
  }

  /** The same, for texts that will hardly come again. */
  set(text: string): Run {
    const signs: Sign[] = [];
    const gaps: number[] = [];
    let width = 0;
    for (const char of text) {
      const sign = this.sign(char);
      const last = signs[signs.length - 1];
      if (last) {
        const gap = this.gap(last, sign);
        gaps.push(gap);
        width += gap;
      }
      signs.push(sign);
      width += sign.advance;
    }
    return { signs, gaps, width };
  }

  /** For one document. */
  embedded(): EmbeddedFace {
    return new EmbeddedFace(this.subsets);
  }

  private sign(char: string): Sign {
    const known = this.signs.get(char);
    if (known) return known;
    const { id, advanceWidth } = this.font.glyphForCodePoint(char.codePointAt(0)!);
    const sign = { glyph: id, char, advance: advanceWidth * this.scale };
    this.signs.set(char, sign);
    return sign;
  }

  private gap(left: Sign, right: Sign): number {
    const pair = left.glyph * 0x10000 + right.glyph;
    let gap = this.kerning.get(pair);
    if (gap === undefined) {
      const { glyphs, positions } = this.font.layout(left.char + right.char);
      gap = glyphs.length === 2 ? positions[0]!.xAdvance * this.scale - left.advance : 0;
      this.kerning.set(pair, gap);
    }
    return gap;
  }
}
