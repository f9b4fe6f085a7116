import type { ProposedInvoice, Run } from '../../api/runs';
import { againstLast, amountsOf, leftOutWords, nameOf, reasonOf } from './words';

const total = (totalMinor: number, currency = 'GBP') =>
  ({
    currency,
    totalMinor,
    invoices: 1,
    netMinor: 0,
    vatMinor: 0,
    invoicedMinor: 0,
    paidMinor: 0,
    outstandingMinor: 0,
  }) as Run['totals'][number];
const before = (totals: Run['totals']): Run['before'] => ({ runId: 'r', runOn: '2026-11-10', invoices: 405, totals });

it('a run is called by its day of the week', () => expect(nameOf({ runOn: '2026-11-17' })).toBe('Tuesday run'));

it('sums of several currencies stand side by side', () =>
  expect(
    amountsOf([
      { currency: 'EUR', minor: 10_000 },
      { currency: 'GBP', minor: 3_642_120 },
    ]),
  ).toBe('€100.00 + £36,421.20'));

it.each([
  [[total(3_821_040)], before([total(3_751_490)]), '+1.9%'],
  [[total(90)], before([total(100)]), '−10.0%'],
  [[total(90), total(90, 'EUR')], before([total(100)]), '–'],
  [[total(90)], before([total(90, 'EUR')]), '–'],
  [[total(90)], before([total(0)]), '–'],
  [[total(90)], null, '–'],
])('a total of %j is held against %j as %s', (totals, last, value) => expect(againstLast({ totals, before: last }).value).toBe(value));

const invoice = (totalMinor: number, usualMinor: number) =>
  ({ currency: 'GBP', totalMinor, anomalies: [{ kind: 'three-times-usual', usualMinor, overInvoices: 6 }] }) as unknown as ProposedInvoice;

it.each([
  [148_080, 24_680, 'Usually £246.80 – six times as much'],
  [95_400, 28_620, 'Usually £286.20 – 3.3 times as much'],
  [300_000, 10_000, 'Usually £100.00 – 30.0 times as much'],
])('an amount of %i against %i reads "%s"', (now, usual, why) => expect(reasonOf('three-times-usual', invoice(now, usual)).why).toBe(why));

it('what is left out comes back', () => {
  const leftOut = { invoices: 3, totals: [{ currency: 'GBP', invoices: 3, totalMinor: 178_920 }] };
  expect(leftOutWords({ leftOut })).toBe('3 left out, £1,789.20. They come back in the next run.');
  expect(leftOutWords({ leftOut: { invoices: 0, totals: [] } })).toBe('None is left out.');
});
