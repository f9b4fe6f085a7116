/** The part we use of fontkit 2, which has no types of its own. */
declare module 'fontkit' {
  export interface Font {
    layout(text: string, features?: unknown): { positions: object[] };
    glyphsForString(text: string): { id: number }[];
    getGlyph(id: number): { readonly advanceWidth: number; readonly path: { toSVG(): string } };
  }
  export function create(file: Uint8Array): Font;
  /** `probe` says whether it knows the bytes; `new` gives the font. Formats registered later are asked later. */
  export function registerFormat(format: { probe(bytes: Uint8Array): boolean; new (stream: { buffer: Uint8Array }): object }): void;
}
