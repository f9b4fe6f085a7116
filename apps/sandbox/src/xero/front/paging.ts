import { type Call } from './call';
import { Refusal } from '../../http/answer';
import { badQuery } from './error-answers';

const DEFAULT_SIZE = 100;
const MAX_SIZE = 1000;
/** Longer lists make an address too long on its way; Xero's guidance is about forty. */
const MAX_LISTED = 100;

export interface Page {
  readonly page: number;
  readonly size: number;
  /** Lines are shown only when the caller asks for a page, or for one document. */
  readonly asked: boolean;
}

export function pageOf({ query }: Call): Page {
  return {
    page: whole(query.get('page'), 'page') ?? 1,
    size: Math.min(MAX_SIZE, whole(query.get('pageSize'), 'pageSize') ?? DEFAULT_SIZE),
    asked: query.has('page'),
  };
}

export const pagination = ({ page, size }: Page, itemCount: number) => ({
  page,
  pageSize: size,
  pageCount: Math.ceil(itemCount / size),
  itemCount,
});

/** `?InvoiceNumbers=a,b`: `null` when absent, so that a filter can be left out of a query. */
export function listOf({ query }: Call, name: string): string[] | null {
  const given = query.get(name);
  if (given === null) return null;
  const list = given
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  if (list.length > MAX_LISTED) throw new Refusal(badQuery(`${name} lists ${list.length} values; at most ${MAX_LISTED} are read.`));
  return list;
}

function whole(given: string | null, name: string): number | null {
  if (given === null) return null;
  if (!/^[1-9]\d{0,6}$/.test(given)) throw new Refusal(badQuery(`${name} must be a whole number from 1.`));
  return Number(given);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);
