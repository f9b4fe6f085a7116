import type { DataOf, InvoiceFiled } from '@takings/contracts';
import { canonicalDecimal, parseDecimal } from '@takings/money';

export interface VatOfRate {
  /** In percent, as short as it can be written. */
  readonly rate: string;
  readonly netMinor: number;
  readonly vatMinor: number;
}

/** Net and VAT of each rate, the lowest rate first. Sums of the rounded lines, so they add up to the totals of the invoice. */
export function vatSummary(lines: DataOf<typeof InvoiceFiled>['lines']): VatOfRate[] {
  const rates = new Map<string, VatOfRate>();
  for (const { vatRate, netMinor, vatMinor } of lines) {
    const rate = canonicalDecimal(vatRate);
    const sum = rates.get(rate);
    rates.set(rate, { rate, netMinor: (sum?.netMinor ?? 0) + netMinor, vatMinor: (sum?.vatMinor ?? 0) + vatMinor });
  }
  return [...rates.values()].sort((a, b) => (parseDecimal(a.rate) < parseDecimal(b.rate) ? -1 : 1));
}
