import { companyOf } from '../look-ups/made-up';

const EVERY_MS = 15 * 60_000;
/** Won before the first of the month. */
const BEFORE = 40;
const PRODUCTS = [
  ['Fibre broadband, 24 months', '29.95'],
  ['Support plan', '49.00'],
  ['Cloud telephony, 10 seats', '149.50'],
  ['Site survey', '250.00'],
] as const;

export interface Deal {
  readonly deal_id: string;
  readonly account_id: string;
  readonly account_name: string;
  readonly billing_email: string | null;
  readonly product: string;
  readonly amount: number | string | null;
  readonly currency: string;
  readonly close_date: string;
  readonly updated_at: string;
}

/** Those changed at `since` (milliseconds) or later, the oldest first. The same moment has the same deals, with nothing kept. */
export function deals(now: Date, since: number, limit: number): Deal[] {
  const begin = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1) - BEFORE * EVERY_MS;
  const first = Math.max(0, Math.ceil((since - begin) / EVERY_MS));
  const last = Math.floor((now.getTime() - begin) / EVERY_MS);
  return Array.from({ length: Math.max(0, Math.min(limit, last - first + 1)) }, (_, n) =>
    deal(first + n, new Date(begin + (first + n) * EVERY_MS)),
  );
}

function deal(n: number, at: Date): Deal {
  const number = String(10_000_000 + (n % 60));
  const { name } = companyOf(number);
  const [product, amount] = PRODUCTS[n % PRODUCTS.length]!;
  const day = at.toISOString().slice(0, 10);
  const won: Deal = {
    deal_id: `D-${day.slice(0, 7).replace('-', '')}-${String(n).padStart(4, '0')}`,
    account_id: `CRM-${number.slice(-4)}`,
    account_name: name,
    billing_email: `accounts@${number.slice(-4)}.example`,
    product,
    amount,
    currency: 'GBP',
    close_date: day,
    updated_at: at.toISOString(),
  };
  // As people leave them: no address, an amount in words, a currency that nobody has.
  if (n % 17 === 5) return { ...won, billing_email: null };
  if (n % 23 === 7) return { ...won, amount: 'tbc' };
  return n % 29 === 11 ? { ...won, currency: 'XXX' } : won;
}
