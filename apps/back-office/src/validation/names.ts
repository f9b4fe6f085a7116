import { column, control, PRINTABLE, upTo } from './checks';

/** Signs that the name of a team or a consultant may have; it has to fit a wallboard. */
const NAME_LIMIT = 80;

export const nameOf = (what: string) =>
  column(`the name of ${what}, 1 to ${NAME_LIMIT} printable signs`, upTo(NAME_LIMIT, PRINTABLE, control));

/** What makes two names the same name: neither capitals nor the way an accent is written, nor more than one space. */
export const nameKey = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isId = (text: string): boolean => UUID.test(text);

/** A board is called by the name of its team, or so. */
const FLOOR = 'floor';

export const notFloor = (name: ReturnType<typeof nameOf>) =>
  name.refine((text) => nameKey(text) !== FLOOR, { error: '"floor" is the board of everybody; expected another name' });
