import type { TrueTypeFile } from './true-type-file';

/** Bits of a component's flags (https://learn.microsoft.com/typography/opentype/spec/glyf). */
const WORDS = 0x1;
const SCALE = 0x8;
const MORE = 0x20;
const TWO_SCALES = 0x40;
const MATRIX = 0x80;

const WHOLE_FONT_SUM = 0xb1b0afba;

/**
 * The part of a font that one document needs, in the shape pdfkit asks for. Glyphs are copied as they are stored: fontkit's own subset
 * decodes and encodes them field by field, which was a third of the time an invoice took.
 */
export class TrueTypeSubset {
  private readonly glyphs = [0];
  private readonly places = new Map([[0, 0]]);

  constructor(private readonly file: TrueTypeFile) {}

  /** The glyph's number in this subset; 0 is the sign for what the font does not have. */
  includeGlyph(id: number): number {
    const known = this.places.get(id);
    if (known !== undefined) return known;
    this.places.set(id, this.glyphs.length);
    return this.glyphs.push(id) - 1;
  }

  /** The subset as a font file. */
  encode(): Buffer {
    const outlines: Buffer[] = [];
    // It grows meanwhile: a composed glyph brings its components.
    for (let i = 0; i < this.glyphs.length; i++) outlines.push(this.outline(this.glyphs[i]!));
    const { file, glyphs } = this;
    const count = glyphs.length;
    const metrics = Buffer.concat(glyphs.map((id) => file.metrics(id)));
    return sfnt([
      ['cvt ', file.table('cvt ')],
      ['fpgm', file.table('fpgm')],
      ['glyf', Buffer.concat(outlines)],
      ['head', changed(file.table('head'), (head) => head.writeInt16BE(1, 50) && head.writeUInt32BE(0, 8))],
      ['hhea', changed(file.table('hhea'), (hhea) => hhea.writeUInt16BE(count, 34))],
      ['hmtx', metrics],
      ['loca', offsetsOf(outlines)],
      ['maxp', changed(file.table('maxp'), (maxp) => maxp.writeUInt16BE(count, 4))],
      ['prep', file.table('prep')],
    ]);
  }

  private outline(id: number): Buffer {
    const stored = this.file.glyph(id);
    if (stored.length === 0) return stored;
    const outline = Buffer.alloc(roundedUp(stored.length));
    stored.copy(outline);
    if (outline.readInt16BE(0) < 0) this.renumber(outline);
    return outline;
  }

  private renumber(composed: Buffer) {
    for (let at = 10, flags = MORE; flags & MORE; ) {
      flags = composed.readUInt16BE(at);
      composed.writeUInt16BE(this.includeGlyph(composed.readUInt16BE(at + 2)), at + 2);
      at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0);
    }
  }
}

const roundedUp = (length: number) => (length + 3) & ~3;

function changed(table: Buffer, change: (copy: Buffer) => unknown): Buffer {
  const copy = Buffer.from(table);
  change(copy);
  return copy;
}

/** Where each outline begins, and where the last one ends. */
function offsetsOf(outlines: readonly Buffer[]): Buffer {
  const offsets = Buffer.alloc(4 * (outlines.length + 1));
  let end = 0;
  for (const [i, { length }] of outlines.entries()) offsets.writeUInt32BE((end += length), 4 * (i + 1));
  return offsets;
}

/** The tables, in order of their tags, as one file with its directory and checksums. */
function sfnt(tables: readonly (readonly [tag: string, content: Buffer])[]): Buffer {
  const log = Math.floor(Math.log2(tables.length));
  const start = 12 + 16 * tables.length;
  const file = Buffer.alloc(tables.reduce((end, [, content]) => end + roundedUp(content.length), start));
  file.writeUInt32BE(0x00010000, 0);
  file.writeUInt16BE(tables.length, 4);
  file.writeUInt16BE(16 * 2 ** log, 6);
  file.writeUInt16BE(log, 8);
  file.writeUInt16BE(16 * tables.length - 16 * 2 ** log, 10);
  let [entry, end, head] = [12, start, 0];
  for (const [tag, content] of tables) {
    content.copy(file, end);
    file.write(tag, entry, 'latin1');
    file.writeUInt32BE(sumOf(file, end, end + roundedUp(content.length)), entry + 4);
    file.writeUInt32BE(end, entry + 8);
    file.writeUInt32BE(content.length, entry + 12);
    if (tag === 'head') head = end;
    [entry, end] = [entry + 16, end + roundedUp(content.length)];
  }
  file.writeUInt32BE((WHOLE_FONT_SUM - sumOf(file, 0, end)) >>> 0, head + 8);
  return file;
}

function sumOf(file: Buffer, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 4) sum = (sum + file.readUInt32BE(at)) >>> 0;
  return sum;
}
