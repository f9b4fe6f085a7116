import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Font } from 'fontkit';
import { toUnicode } from './to-unicode';
import type { TrueTypeFile } from './true-type-file';
import { TrueTypeSubset } from './true-type-subset';
import type { Sign } from './typeface';

/** The signs of nearly all invoices: those of ASCII, and what we print beside them. */
const COMMON = `${String.fromCharCode(...Array.from({ length: 0x7f - 0x20 }, (_, i) => 0x20 + i))}\u00a0£€−’‘“”–—`;
const REMEMBERED_SUBSETS = 200;

/** What a document embeds of a font: the file, and what a reader must know of it. All streams are compressed. */
export interface FaceSubset {
  /** As PDF wants it: six letters that tell this subset from others, and the font's name. */
  readonly name: string;
  readonly file: Buffer;
  readonly toUnicode: Buffer;
  /** In thousandths of the font's size, by the number of the sign in the subset. */
  readonly widths: readonly number[];
  readonly font: Font;
}

/**
 * Subsets of one font. Nearly every document has the same one, of common signs, which is cut out and compressed once: cutting one for each
 * document costs more than all the rest of the document. Signs beyond the common ones make a larger subset, remembered in case of the next.
 */
export class FaceSubsets {
  readonly commonPlaces: ReadonlyMap<number, number>;
  private readonly common: readonly Sign[];
  private readonly remembered = new Map<string, FaceSubset>();

  constructor(
    private readonly font: Font,
    private readonly file: TrueTypeFile,
    signOf: (char: string) => Sign,
  ) {
    const places = new Map([[0, 0]]);
    this.common = [...COMMON].map(signOf).filter(({ glyph }) => !places.has(glyph) && places.set(glyph, places.size));
    this.commonPlaces = places;
  }

  /** The common signs and these, which are none of them. */
  with(others: readonly Sign[]): FaceSubset {
    const key = others.map(({ char }) => char).join('');
    const known = this.remembered.get(key);
    if (known) return known;
    const subset = this.cut([...this.common, ...others]);
    if (this.remembered.size >= REMEMBERED_SUBSETS) this.remembered.clear();
    this.remembered.set(key, subset);
    return subset;
  }

  private cut(signs: readonly Sign[]): FaceSubset {
    const subset = new TrueTypeSubset(this.file);
    for (const { glyph } of signs) subset.includeGlyph(glyph);
    const bytes = subset.encode();
    const missing = (this.font.getGlyph(0).advanceWidth * 1000) / this.font.unitsPerEm;
    return {
      name: `${sixLetters(bytes)}+${this.font.postscriptName}`,
      file: deflateSync(bytes),
      toUnicode: deflateSync(toUnicode(signs.map(({ char }) => char))),
      widths: [missing, ...signs.map(({ advance }) => advance)].map((width) => Math.round(width * 100) / 100),
      font: this.font,
    };
  }
}

const sixLetters = (bytes: Buffer) =>
  [...createHash('sha256').update(bytes).digest().subarray(0, 6)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('');
