import { createHash } from 'node:crypto';
import { type DataOf, SaleCompleted, SaleVoided } from '@takings/contracts';
import { aCharge } from './charges';

type Sale = DataOf<typeof SaleCompleted>;

/** The same text has the same id. */
const idOf = (text: string) =>
  createHash('md5')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');

/** A sale of so many lines of 10.00 and 20 % VAT, due in November 2026; the same reference has the same id. */
export function aSale(saleRef: string, lines: number, changes: Partial<Sale> = {}): Sale {
  return SaleCompleted.of({
    saleId: idOf(saleRef),
    saleRef,
    consultantId: idOf('consultant'),
    consultantName: 'Priya Nair',
    teamId: idOf('team'),
    teamName: 'Falcon',
    timeZone: 'Europe/London',
    channel: 'offline',
    origin: 'sold',
    product: 'Support',
    currency: 'GBP',
    revenueMinor: 1000 * Math.max(1, lines),
    soldAt: '2026-11-21T09:00:00.000Z',
    customerName: 'Acme Ltd',
    charges: Array.from({ length: lines }, (_, at) => aCharge({ chargeRef: `${saleRef}/${at + 1}` })),
    ...changes,
  }).data;
}

export function voidOf(sale: Sale): DataOf<typeof SaleVoided> {
  return SaleVoided.of({
    ...sale,
    chargeRefs: sale.charges.map(({ chargeRef }) => chargeRef),
    reason: 'Wrong customer',
    voidedBy: 'Zoë',
    voidedAt: '2026-11-21T10:00:00.000Z',
  }).data;
}
