import { COLUMNS, readCharge } from './charge-input';

const good = {
  charge_ref: 'CH-1',
  customer_ref: 'C-1',
  customer_name: 'Brown & Sons "Ltd"',
  customer_email: 'accounts@example.com',
  card_ref: 'SBX-OK-1',
  description: 'Support plan, November',
  quantity: '2',
  unit_price: '24.50',
  currency: 'GBP',
  vat_rate: '20',
  due_on: '2026-11-01',
};
const withThese = (changes: Record<string, unknown>) => readCharge({ ...good, ...changes });

it('is taken with its amounts, each value written in one way', () => {
  expect(withThese({ quantity: ' 002.0 ', unit_price: '24.5000', currency: 'gbp', customer_email: 'a@Müller.de' })).toEqual({
    chargeRef: 'CH-1',
    customerRef: 'C-1',
    customerName: 'Brown & Sons "Ltd"',
    customerEmail: 'a@xn--mller-kva.de',
    cardRef: 'SBX-OK-1',
    currency: 'GBP',
    description: 'Support plan, November',
    quantity: '2',
    unitPrice: '24.5',
    vatRate: '20',
    netMinor: 4900,
    vatMinor: 980,
    dueOn: '2026-11-01',
  });
});

it.each([
  [{ card_ref: '' }, { cardRef: null }],
  [{ card_ref: null }, { cardRef: null }],
  [{ card_ref: undefined }, { cardRef: null }],
  [{ quantity: -2 }, { quantity: '-2', netMinor: -4900, vatMinor: -980 }],
  [
    { quantity: 0.0001, unit_price: 0 },
    { quantity: '0.0001', netMinor: 0 },
  ],
  [{ quantity: '0' }, { quantity: '0', netMinor: 0, vatMinor: 0 }],
  [{ vat_rate: 100 }, { vatRate: '100', vatMinor: 4900 }],
  [{ customer_name: '"'.repeat(255) }, { customerName: '"'.repeat(255) }],
  [{ customer_name: "Łódź 👩‍💼 O'Neil; DROP TABLE" }, { customerName: "Łódź 👩‍💼 O'Neil; DROP TABLE" }],
  [{ description: 'one\ntwo' }, { description: 'one\ntwo' }],
  [{ due_on: '2024-02-29' }, { dueOn: '2024-02-29' }],
])('takes %j', (changes, expected) => {
  expect(withThese(changes)).toMatchObject(expected);
});

it.each([
  [{ charge_ref: '' }, 'charge_ref', 'is missing; expected a unique reference'],
  [{ charge_ref: undefined }, 'charge_ref', 'is missing'],
  [{ charge_ref: 'x'.repeat(65) }, 'charge_ref', '65 signs long'],
  [{ charge_ref: 'a\tb' }, 'charge_ref', 'control character'],
  [{ charge_ref: 7 }, 'charge_ref', 'is not text but number'],
  [{ customer_ref: 'x'.repeat(51) }, 'customer_ref', '51 signs long'],
  [{ customer_name: 'x'.repeat(256) }, 'customer_name', '256 signs long'],
  [{ customer_name: 'a\nb' }, 'customer_name', 'control character'],
  [{ customer_name: 'M\uFFFDller' }, 'customer_name', 'not UTF-8'],
  [{ customer_name: 'half \ud83d' }, 'customer_name', 'not UTF-8'],
  [{ customer_name: 'a\0b' }, 'customer_name', 'NUL'],
  [{ customer_email: 'jürgen@example.com' }, 'customer_email', 'before the @'],
  [{ customer_email: 'nobody' }, 'customer_email', 'not an e-mail address'],
  [{ card_ref: 'x'.repeat(65) }, 'card_ref', '65 signs long'],
  [{ description: 'x'.repeat(4001) }, 'description', '4001 signs long'],
  [{ quantity: '1,5' }, 'quantity', 'is "1,5"; expected a decimal with a dot'],
  [{ quantity: '1.23456' }, 'quantity', 'is "1.23456"'],
  [{ quantity: '' }, 'quantity', 'is missing'],
  [{ quantity: true }, 'quantity', 'neither text nor a number'],
  [{ quantity: 1e21 }, 'quantity', 'is "1e+21"'],
  [{ quantity: '1000000000' }, 'quantity', 'is "1000000000"'],
  [{ unit_price: '-0.01' }, 'unit_price', 'at least 0'],
  [{ unit_price: '£5' }, 'unit_price', 'is "£5"'],
  [{ unit_price: '999999999999' }, 'unit_price', 'at most 999999999.9999'],
  [{ unit_price: '999999999' }, 'unit_price', 'beyond 999,999,999.99'],
  [{ quantity: '999999999' }, 'quantity', 'beyond 999,999,999.99'],
  [{ currency: 'XXX' }, 'currency', 'no currency in use'],
  [{ currency: 'JPY' }, 'currency', 'which has no decimals'],
  [{ currency: 'KWD' }, 'currency', 'which has 3 decimals'],
  [{ vat_rate: '20%' }, 'vat_rate', 'is "20%"'],
  [{ vat_rate: '100.01' }, 'vat_rate', 'between 0 and 100'],
  [{ vat_rate: '-1' }, 'vat_rate', 'between 0 and 100'],
  [{ due_on: '2026-02-30' }, 'due_on', 'a day of the calendar'],
  [{ due_on: '01/11/2026' }, 'due_on', 'YYYY-MM-DD'],
  [{ due_on: '2026-1-1' }, 'due_on', 'YYYY-MM-DD'],
  [{ due_on: '0000-01-01' }, 'due_on', 'from 1900 on'],
  [{ colour: 'red' }, 'colour', 'is no field of a charge'],
])('refuses %j in %s', (changes, column, reason) => {
  expect(withThese(changes)).toEqual({ column, reason: expect.stringContaining(reason) });
});

it.each([null, undefined, 7, 'CH-1', []])('refuses %j, which is no charge', (row) => {
  expect(readCharge(row)).toEqual({ column: '', reason: expect.stringContaining('is not an object') });
});

it('reports the first column at fault in the documented order', () => {
  const faults = Object.fromEntries(COLUMNS.map((column) => [column, 'x'.repeat(5000)]));
  for (const [i, column] of COLUMNS.entries()) {
    const row = { ...faults, ...Object.fromEntries(COLUMNS.slice(0, i).map((before) => [before, good[before]])) };
    expect(readCharge(row)).toMatchObject({ column });
  }
});

it('shows a long value cut short', () => {
  const { reason } = withThese({ quantity: 'x'.repeat(5000) }) as { reason: string };
  expect(reason.length).toBeLessThan(250);
});
