import { type DataOf, type Given, RevenueAdjusted, SaleCompleted, SaleVoided } from '@takings/contracts';

export const uuid = (n: number, kind = 0) => `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const FALCON = { teamId: uuid(1, 7), teamName: 'Falcon', timeZone: 'Europe/London' };
export const KESTREL = { teamId: uuid(2, 7), teamName: 'Kestrel', timeZone: 'America/New_York' };

type Sale = DataOf<typeof SaleCompleted>;

/** A sale of £100 by Ann of Falcon, now, with what is said otherwise. */
export function saleOf(n: number, changes: Partial<Sale> & { who?: number } = {}): Sale {
  const { who = 1, ...rest } = changes;
  return {
    saleId: uuid(n),
    saleRef: `S-${n}`,
    consultantId: uuid(who, 9),
    consultantName: ['Nobody', 'Ann', 'Ben', 'Cid', 'Dee', 'Eve'][who] ?? `Consultant ${who}`,
    ...FALCON,
    channel: 'online',
    origin: 'sold',
    product: 'Broadband',
    currency: 'GBP',
    revenueMinor: 10_000,
    soldAt: new Date().toISOString(),
    customerName: 'Acme Ltd',
    charges: [],
    ...rest,
  };
}

export const completed = (sale: Sale): Given => SaleCompleted.of(sale);

export function voided({ charges, customerName: _, ...sale }: Sale, voidedAt = new Date().toISOString()): Given {
  return SaleVoided.of({
    ...sale,
    chargeRefs: charges.map(({ chargeRef }) => chargeRef),
    reason: 'The customer changed their mind',
    voidedBy: 'Mo',
    voidedAt,
  });
}

export function adjusted(n: number, { who = 1, revenueMinor = -500, countsAt = new Date().toISOString() } = {}): Given {
  const { consultantId, consultantName, teamId, teamName, timeZone, currency } = saleOf(0, { who });
  const seller = { consultantId, consultantName, teamId, teamName, timeZone, currency };
  return RevenueAdjusted.of({ adjustmentId: uuid(n, 3), ...seller, revenueMinor, countsAt, reason: 'Counted twice', adjustedBy: 'Mo' });
}

/** A line of a sale's invoice. */
export const chargeOf = (chargeRef: string, netMinor: number): Sale['charges'][number] => ({
  chargeRef,
  description: 'Broadband',
  quantity: '1',
  unitPrice: (netMinor / 100).toFixed(2),
  vatRate: '20',
  netMinor,
  vatMinor: Math.round(netMinor / 5),
  customerRef: 'C-1',
  customerName: 'Acme Ltd',
  customerEmail: 'accounts@acme.example',
  cardRef: null,
  currency: 'GBP',
  dueOn: '2026-12-01',
});
