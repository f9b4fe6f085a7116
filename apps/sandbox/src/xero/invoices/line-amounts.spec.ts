import { lineAmounts, type LineAmountTypes, totalsOf } from './line-amounts';

const line = (quantity: number, unitAmount: number, percent: number, types: LineAmountTypes = 'Exclusive') =>
  lineAmounts(
    { quantity: BigInt(quantity * 10_000), unitAmount: BigInt(Math.round(unitAmount * 10_000)), rate: BigInt(percent * 10_000) },
    types,
  );

it("rounds tax on each line before it sums, as in Xero's own example", () => {
  const lines = [line(1, 25.06, 15), line(1, 25.61, 15), line(1, 25.63, 15)];
  expect(lines.map(({ taxMinor }) => taxMinor)).toEqual([376n, 384n, 384n]);
  expect(totalsOf(lines, 'Exclusive')).toEqual({ subTotalMinor: 7630n, totalTaxMinor: 1144n, totalMinor: 8774n });
});

it('rounds the line first and taxes the rounded line', () => {
  expect(line(3, 0.075, 20)).toEqual({ lineMinor: 23n, taxMinor: 5n });
});

it('rounds a return as it rounds a sale', () => {
  expect(line(-3, 0.075, 20)).toEqual({ lineMinor: -23n, taxMinor: -5n });
});

it('takes the tax out of an inclusive amount', () => {
  const lines = [line(1, 120, 20, 'Inclusive')];
  expect(totalsOf(lines, 'Inclusive')).toEqual({ subTotalMinor: 10_000n, totalTaxMinor: 2000n, totalMinor: 12_000n });
});

it('charges no tax when the document has none', () => {
  expect(line(1, 120, 20, 'NoTax')).toEqual({ lineMinor: 12_000n, taxMinor: 0n });
});

it('takes the tax that the caller gives instead of its own', () => {
  const terms = { quantity: 10_000n, unitAmount: 1_000_000n, rate: 200_000n, taxMinor: 1999n };
  expect(lineAmounts(terms, 'Exclusive')).toEqual({ lineMinor: 10_000n, taxMinor: 1999n });
});
