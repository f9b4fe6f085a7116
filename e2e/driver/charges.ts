import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { today } from '@takings/tools';

/** What becomes of a debit by the kind of its card in the sandbox, no card at all being a kind as well: paid, why not, or a person decides. */
export const CARD_KINDS = {
  OK: 'paid',
  DROPPED: 'paid',
  LATE: 'paid',
  UNKNOWN: 'paid',
  FUNDS: 'insufficient-funds',
  DECLINED: 'declined',
  EXPIRED: 'expired',
  STOLEN: 'card-blocked',
  SCA: 'authentication-required',
  REFER: 'refer-to-bank',
  NONE: 'no-card',
  LOST: 'waits',
  HELD: 'waits',
} as const;
export type CardKind = keyof typeof CARD_KINDS;
export const ALL_CARDS = Object.keys(CARD_KINDS) as CardKind[];

export type Row = Readonly<Record<string, string>>;

const COLUMNS = [
  'charge_ref',
  'customer_ref',
  'customer_name',
  'customer_email',
  'card_ref',
  'description',
  'quantity',
  'unit_price',
  'currency',
  'vat_rate',
  'due_on',
];

/** The nth customer has the nth kind of card, again and again. */
export const cardOf = (n: number): CardKind => ALL_CARDS[n % ALL_CARDS.length]!;

/** One charge of one customer. */
export function charge(n: number, changes: Row = {}): Row {
  const kind = cardOf(n);
  return {
    charge_ref: `CH-${n}`,
    customer_ref: `C-${n}`,
    customer_name: `Customer ${n}`,
    customer_email: `payer${n}@example.com`,
    card_ref: kind === 'NONE' ? '' : `SBX-${kind}-${n}`,
    description: 'Support plan',
    quantity: '3',
    unit_price: '12.345',
    currency: n % 3 === 0 ? 'EUR' : 'GBP',
    vat_rate: '20',
    due_on: today(),
    ...changes,
  };
}

/** RFC 4180. */
export function csv(rows: readonly Row[], columns: readonly string[] = COLUMNS): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','))].join('\r\n') + '\r\n';
}

/** Writes the file and names it. */
export function csvFile(folder: string, content: string | readonly Row[], name = 'charges.csv'): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : csv(content));
  return path;
}
