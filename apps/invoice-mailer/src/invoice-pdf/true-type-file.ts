/** A TrueType font as it lies on disk, cut into its tables (https://learn.microsoft.com/typography/opentype/spec/otff). */
export class TrueTypeFile {
  private readonly tables = new Map<string, Buffer>();
  private readonly longOffsets: boolean;
  private readonly widths: number;

  constructor(file: Buffer) {
    const count = file.readUInt16BE(4);
    for (let entry = 12; entry < 12 + 16 * count; entry += 16) {
      const start = file.readUInt32BE(entry + 8);
      this.tables.set(file.toString('latin1', entry, entry + 4), file.subarray(start, start + file.readUInt32BE(entry + 12)));
    }
    this.longOffsets = this.table('head').readInt16BE(50) === 1;
    this.widths = this.table('hhea').readUInt16BE(34);
  }

  /** Throws when the font has no such table. */
  table(tag: string): Buffer {
    const found = this.tables.get(tag);
    if (!found) throw new Error(`the font has no table ${tag}`);
    return found;
  }

  /** The outline with its hints, as stored; empty for a sign without ink. */
  glyph(id: number): Buffer {
    return this.table('glyf').subarray(this.offset(id), this.offset(id + 1));
  }

  /** Advance width and left side bearing, as stored in four bytes. The last width stands for all glyphs after it. */
  metrics(id: number): Buffer {
    const table = this.table('hmtx');
    if (id < this.widths) return table.subarray(4 * id, 4 * id + 4);
    const bearing = 4 * this.widths + 2 * (id - this.widths);
    return Buffer.concat([table.subarray(4 * this.widths - 4, 4 * this.widths - 2), table.subarray(bearing, bearing + 2)]);
  }

  private offset(id: number): number {
    const loca = this.table('loca');
    return this.longOffsets ? loca.readUInt32BE(4 * id) : 2 * loca.readUInt16BE(2 * id);
  }
}
