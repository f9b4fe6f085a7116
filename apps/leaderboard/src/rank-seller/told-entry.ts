import type { DataOf, RevenueAdjusted, SaleCompleted, SaleVoided } from '@takings/contracts';
import { businessDay } from '../ranking/business-days';
import type { Entry } from '../ranking/entry';

/** An entry with what a board shows beside the amount. */
export interface ShownEntry extends Entry {
  readonly product: string | null;
  /** Made on an earlier day than it was told. */
  readonly late: boolean;
}

/** An entry with all that was told of it, for whoever asks why. */
export interface ToldEntry extends ShownEntry {
  readonly timeZone: string;
  readonly saleRef: string | null;
  readonly channel: string | null;
  readonly origin: string | null;
  readonly reason: string | null;
  readonly byWhom: string | null;
  readonly chargeRefs: readonly string[] | null;
}

type Sale = DataOf<typeof SaleCompleted>;
type Voided = DataOf<typeof SaleVoided>;
type Adjusted = DataOf<typeof RevenueAdjusted>;
export type Told = Sale | Voided | Adjusted;

/** `knownAt`: when the fact was told, in milliseconds since 1970. */
export function toldEntry(data: Told, knownAt: number): ToldEntry {
  if ('adjustmentId' in data) return adjustment(data, knownAt);
  return 'voidedAt' in data ? takenBack(data, knownAt) : sale(data, knownAt);
}

function sale(data: Sale, knownAt: number): ToldEntry {
  const soldAt = Date.parse(data.soldAt);
  const day = businessDay(soldAt, data.timeZone);
  return {
    kind: 'sale',
    ref: data.saleId,
    ...sellerOf(data),
    ...saleDetails(data),
    units: 1,
    minor: data.revenueMinor,
    day,
    ownDay: day,
    occurredAt: soldAt,
    knownAt,
    late: data.origin === 'sold' && businessDay(knownAt, data.timeZone) > day,
    reason: null,
    byWhom: null,
    chargeRefs: data.charges.length > 0 ? data.charges.map(({ chargeRef }) => chargeRef) : null,
  };
}

function takenBack(data: Voided, knownAt: number): ToldEntry {
  const voidedAt = Date.parse(data.voidedAt);
  return {
    kind: 'void',
    ref: data.saleId,
    ...sellerOf(data),
    ...saleDetails(data),
    units: -1,
    minor: -data.revenueMinor,
    day: businessDay(Date.parse(data.soldAt), data.timeZone),
    ownDay: businessDay(voidedAt, data.timeZone),
    occurredAt: voidedAt,
    knownAt,
    late: false,
    reason: data.reason,
    byWhom: data.voidedBy,
    chargeRefs: null,
  };
}

function adjustment(data: Adjusted, knownAt: number): ToldEntry {
  const countsAt = Date.parse(data.countsAt);
  const day = businessDay(countsAt, data.timeZone);
  return {
    kind: 'adjustment',
    ref: data.adjustmentId,
    ...sellerOf(data),
    units: 0,
    minor: data.revenueMinor,
    day,
    ownDay: day,
    occurredAt: countsAt,
    knownAt,
    late: businessDay(knownAt, data.timeZone) > day,
    saleRef: null,
    product: null,
    channel: null,
    origin: null,
    reason: data.reason,
    byWhom: data.adjustedBy,
    chargeRefs: null,
  };
}

const sellerOf = ({ consultantId, consultantName, teamId, teamName, timeZone, currency }: Told) => ({
  consultantId,
  consultant: consultantName,
  teamId,
  team: teamName,
  timeZone,
  currency,
});

const saleDetails = ({ saleRef, product, channel, origin }: Sale | Voided) => ({ saleRef, product, channel, origin });
