import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import fontkit = require('fontkit');
import pdfmake = require('pdfmake'); // An instance, whose methods a namespace import would not see.
import { rememberedFont } from './remembered-font';

const FOLDER = `${dirname(require.resolve('pdfmake/package.json'))}/fonts/Roboto`;

/** A few bytes that stand for a font which has been read already. */
const TICKETS = { regular: 'shared font Roboto-Regular', medium: 'shared font Roboto-Medium' };

/**
 * Roboto in two weights: Latin with all its accents, Greek and Cyrillic. pdfmake would parse the font files anew for each document, which
 * is two thirds of the time it takes. It is given tickets in place of files, and fontkit, which reads fonts for it, learns a "format" that
 * answers a ticket with the font parsed once.
 */
export function shareFonts() {
  const fonts = new Map([
    [TICKETS.regular, rememberedFont(readFileSync(`${FOLDER}/Roboto-Regular.ttf`))],
    [TICKETS.medium, rememberedFont(readFileSync(`${FOLDER}/Roboto-Medium.ttf`))],
  ]);
  const fontOf = (bytes: Uint8Array) => fonts.get(Buffer.from(bytes).toString('latin1'));
  fontkit.registerFormat(
    class {
      static probe = (bytes: Uint8Array) => fontOf(bytes) !== undefined;
      constructor({ buffer }: { buffer: Uint8Array }) {
        // biome-ignore lint/correctness/noConstructorReturn: fontkit knows no other way to hand over a font than `new`.
        return fontOf(buffer) as object;
      }
    },
  );
  const { virtualfs } = pdfmake as unknown as { virtualfs: { writeFileSync(name: string, content: Buffer): void } }; // untyped on Node
  for (const ticket of Object.values(TICKETS)) virtualfs.writeFileSync(ticket, Buffer.from(ticket, 'latin1'));
  pdfmake.setFonts({ Roboto: { normal: TICKETS.regular, bold: TICKETS.medium } });
}
