/** The part we use of fontkit 2, which has no types of its own. Lengths are in units of the font. */
declare module 'fontkit' {
  export interface Font {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    readonly lineGap: number;
    readonly capHeight: number;
    readonly xHeight: number;
    readonly italicAngle: number;
    readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
    layout(text: string): {
      readonly glyphs: readonly { readonly id: number }[];
      readonly positions: readonly { readonly xAdvance: number }[];
    };
    glyphsForString(text: string): { id: number }[];
    glyphForCodePoint(codePoint: number): { readonly id: number; readonly advanceWidth: number };
    getGlyph(id: number): { readonly advanceWidth: number; readonly path: { toSVG(): string } };
  }
  export function create(file: Uint8Array): Font;
}

/** linebreak 1, which has no types either. */
declare module 'linebreak' {
  class LineBreaker {
    constructor(text: string);
    /** A line may end before `position`. Null when the text is used up. */
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
  export = LineBreaker;
}
