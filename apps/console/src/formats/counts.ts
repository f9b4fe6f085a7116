import { LOCALE } from './settings';

const numbers = new Intl.NumberFormat(LOCALE);
const ordinals = new Intl.PluralRules(LOCALE, { type: 'ordinal' });

const WORDS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

/** `1,285` */
export const count = (size: number): string => numbers.format(size);

/** `1 sale`, `7 sales` */
export const counted = (size: number, one: string, many = `${one}s`): string => `${count(size)} ${size === 1 ? one : many}`;

/** `4th`, `21st` */
export const ordinal = (place: number): string => `${count(place)}${SUFFIXES[ordinals.select(place)] ?? 'th'}`;

/** In running text: `fourth`, and `21st` where words get long. */
export const placeInWords = (place: number): string => WORDS[place] ?? ordinal(place);
