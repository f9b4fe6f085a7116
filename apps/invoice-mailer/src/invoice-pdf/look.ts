import { dirname } from 'node:path';
import { Typeface } from './typeface';

/** How an invoice looks; all lengths in points. */
const FOLDER = dirname(require.resolve('@expo-google-fonts/roboto/package.json'));

/** Roboto: Latin with all its accents, Greek and Cyrillic. */
export const REGULAR = new Typeface(`${FOLDER}/400Regular/Roboto_400Regular.ttf`);
export const MEDIUM = new Typeface(`${FOLDER}/500Medium/Roboto_500Medium.ttf`);

const ink = (hex: string) => [1, 3, 5].map((at) => Math.round((Number.parseInt(hex.slice(at, at + 2), 16) / 255) * 1000) / 1000).join(' ');
export const INK = ink('#16181D');
const INK_2 = ink('#454A56');
export const LINE = ink('#CDD1D9');

const BODY_PT = 9.5;
export const TITLE = { face: MEDIUM, sizePt: 24, ink: INK };
export const PLAIN = { face: REGULAR, sizePt: BODY_PT, ink: INK };
export const STRONG = { face: MEDIUM, sizePt: BODY_PT, ink: INK };
export const QUIET = { face: REGULAR, sizePt: BODY_PT, ink: INK_2 };
export const SMALL = { face: REGULAR, sizePt: 8, ink: INK_2 };
export const TABLE_HEAD = { face: MEDIUM, sizePt: 8.5, ink: INK_2 };
export const TABLE = { face: REGULAR, sizePt: 9, ink: INK };
export const TOTAL = { face: MEDIUM, sizePt: 12, ink: INK };

export const MARGIN_PT = 50;
/** What A4 leaves between the margins. */
export const WIDTH_PT = 495;
export const RIGHT_PT = MARGIN_PT + WIDTH_PT;
/** Where the space for the lines of a page ends and the foot begins. */
export const BOTTOM_PT = 781.89;
/** Between the figures of a table's row and its edges. */
export const PADDING_PT = { side: 6, above: 4 };
