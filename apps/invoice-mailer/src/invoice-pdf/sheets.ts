import type { EmbeddedFace } from './embedded-face';
import type { Run, Typeface } from './typeface';

/** A4. */
const HEIGHT_PT = 841.89;

export interface Style {
  readonly face: Typeface;
  readonly sizePt: number;
  /** Red, green and blue, each 0 to 1, as PDF writes them. */
  readonly ink: string;
}

const LEAD = 1.25;

export const heightOf = ({ face, sizePt }: Style) => (face.height * sizePt * LEAD) / 1000;
export const widthOf = ({ width }: Run, { sizePt }: Style) => (width * sizePt) / 1000;

/** Pages that are written on. Points from the left and, other than in PDF itself, from the top. */
export class Sheets {
  private readonly faces: ReadonlyMap<Typeface, { readonly name: string; readonly embedded: EmbeddedFace }>;
  private readonly written: string[] = [''];

  constructor(faces: readonly Typeface[]) {
    this.faces = new Map(faces.map((face, i) => [face, { name: `F${i + 1}`, embedded: face.embedded() }]));
  }

  get count() {
    return this.written.length;
  }

  add() {
    this.written.push('');
  }

  /** Writes on the last page, or the one with this number from 1 on. The line's top is at `y`, as high as `heightOf` says. */
  text(run: Run, x: number, y: number, style: Style, page = this.count) {
    if (run.signs.length === 0) return;
    const { face, sizePt, ink } = style;
    const baseLine = HEIGHT_PT - y - (face.ascent * sizePt) / 1000;
    const { name, embedded } = this.faces.get(face)!;
    this.written[page - 1] +=
      `BT ${ink} rg /${name} ${sizePt} Tf 1 0 0 1 ${short(x)} ${short(baseLine)} Tm ${embedded.encode(run)} TJ ET\n`;
  }

  rule(x: number, y: number, width: number, weight: number, ink: string) {
    const middle = short(HEIGHT_PT - y - weight / 2);
    this.written[this.count - 1] += `${ink} RG ${weight} w ${short(x)} ${middle} m ${short(x + width)} ${middle} l S\n`;
  }

  /** Writes all pages into the document, which must have none. */
  writeTo(pdf: PDFKit.PDFDocument) {
    const faces = Object.fromEntries([...this.faces.values()].map(({ name, embedded }) => [name, embedded.writeTo(pdf)]));
    for (const content of this.written) {
      pdf.addPage();
      Object.assign(pdf.page.fonts, faces);
      // pdfkit turns the page upside down for its own drawing, and this turns it back.
      pdf.addContent(`1 0 0 -1 0 ${HEIGHT_PT} cm\n${content}`);
    }
  }
}

const short = (length: number) => Math.round(length * 1000) / 1000;
