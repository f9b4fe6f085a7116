import { randomUUID } from 'node:crypto';
import { RevenueAdjusted, SaleCompleted, SaleVoided } from '@takings/contracts';
import type { Done } from '@takings/messaging';
import type { Entry } from '../ranking/entry';
import { zoneOf } from '../ranking/testing/histories';

/** The fact that tells of an entry of `histories`; `all` has the sale of one that was taken back. */
export function factOf(entry: Entry, all: readonly Entry[]) {
  const sellers = { consultantId: entry.consultantId, consultantName: entry.consultant, teamId: entry.teamId, teamName: entry.team };
  const seller = { ...sellers, timeZone: zoneOf(entry.teamId), currency: entry.currency };
  const iso = (moment: number) => new Date(moment).toISOString();
  if (entry.kind === 'adjustment') {
    const why = { reason: 'Counted twice', adjustedBy: 'Mo' };
    return RevenueAdjusted.of({ adjustmentId: entry.ref, ...seller, revenueMinor: entry.minor, countsAt: iso(entry.occurredAt), ...why });
  }
  const soldAt = iso(all.find(({ ref, kind }) => ref === entry.ref && kind === 'sale')!.occurredAt);
  const sale = {
    saleId: entry.ref,
    saleRef: `S-${entry.ref}`,
    ...seller,
    channel: 'online' as const,
    origin: 'sold' as const,
    product: 'Broadband',
    revenueMinor: Math.abs(entry.minor),
    soldAt,
  };
  if (entry.kind === 'sale') return SaleCompleted.of({ ...sale, customerName: 'Acme Ltd', charges: [] });
  return SaleVoided.of({ ...sale, chargeRefs: [], reason: 'Cancelled', voidedBy: 'Mo', voidedAt: iso(entry.occurredAt) });
}

/** As the runner hands it to a stage. */
export function doneOf(entry: Entry, all: readonly Entry[]): Done<any> {
  const { type, data, subject } = factOf(entry, all);
  const time = new Date(entry.knownAt).toISOString();
  const event = { specversion: '1.0' as const, id: randomUUID(), source: 'test', type, subject, time, correlationid: subject };
  return { data, event: event as never, key: `${entry.kind} ${entry.ref}`, prepared: undefined, result: undefined };
}
