import type { FaceSubsets } from './face-subsets';
import { hex } from './to-unicode';
import type { Run, Sign } from './typeface';

/** One face in one document: numbers the signs that the document uses, and embeds them at its end. */
export class EmbeddedFace {
  private readonly others: Sign[] = [];
  private readonly places = new Map<number, number>();

  constructor(private readonly subsets: FaceSubsets) {}

  /** The run as the operand of a `TJ`. */
  encode({ signs, gaps }: Run): string {
    let operand = '[<';
    for (let i = 0; i < signs.length; i++) {
      operand += hex(this.placeOf(signs[i]!));
      const gap = gaps[i];
      if (gap) operand += `> ${Math.round(-gap)} <`;
    }
    return `${operand}>]`;
  }

  /** Writes the font into the document and returns it, for the pages to name. */
  writeTo(pdf: PDFKit.PDFDocument): PDFKit.PDFKitReference {
    const { name, file, toUnicode, widths, font } = this.subsets.with(this.others);
    const em = 1000 / font.unitsPerEm;
    const written = (data: object, stream?: Buffer) => {
      const reference = pdf.ref(stream ? { ...data, Filter: 'FlateDecode' } : data);
      reference.end(stream);
      return reference;
    };
    const { minX, minY, maxX, maxY } = font.bbox;
    const descriptor = written({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: 4, // signs beyond those of standard Latin
      FontBBox: [minX, minY, maxX, maxY].map((length) => length * em),
      ItalicAngle: font.italicAngle,
      Ascent: font.ascent * em,
      Descent: font.descent * em,
      CapHeight: font.capHeight * em,
      XHeight: font.xHeight * em,
      StemV: 0,
      FontFile2: written({}, file),
    });
    const glyphs = written({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDSystemInfo: { Registry: new String('Adobe'), Ordering: new String('Identity'), Supplement: 0 },
      CIDToGIDMap: 'Identity',
      FontDescriptor: descriptor,
      W: [0, widths],
    });
    return written({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [glyphs],
      ToUnicode: written({}, toUnicode),
    });
  }

  private placeOf(sign: Sign): number {
    const known = this.subsets.commonPlaces.get(sign.glyph) ?? this.places.get(sign.glyph);
    if (known !== undefined) return known;
    const place = this.subsets.commonPlaces.size + this.others.length;
    this.places.set(sign.glyph, place);
    this.others.push(sign);
    return place;
  }
}
