import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '@takings/tools';
import { charge, csv, csvFile, type Row } from './driver/charges';
import { folder, remove, startToEnd } from './driver/running-product';
import { type OwnServers, ownServers } from './driver/servers';

const A_RUN_MS = 120_000;

let servers: OwnServers;
let place: string;

beforeAll(async () => {
  servers = await ownServers();
  place = folder();
});
afterAll(async () => {
  await servers.close();
  remove(place);
});

const data = () => join(place, 'data');
const once = (file: string, ...more: string[]) =>
  startToEnd(['--once', '--import', file, '--data', data(), '--port', '0', ...more], servers.env);

/** Runs and reads the report. */
async function reported(file: string): Promise<Report> {
  const path = join(place, 'report.json');
  const ended = await once(file, '--report', path);
  expect(ended).toMatchObject({ code: 0, err: '' });
  expect(ended.out).toContain("Reconciled: the providers' books and ours agree.");
  return JSON.parse(readFileSync(path, 'utf8')) as Report;
}

/** Says for a row what it is refused for: the column, and words of the reason. */
const refused = (line: number, column: string, ...words: string[]) => ({
  line,
  column,
  reason: expect.stringMatching(new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'), 's')),
});

const one = (n: number, changes: Row = {}): Row =>
  charge(n, { card_ref: `SBX-OK-${n}`, quantity: '1', unit_price: '100', currency: 'GBP', ...changes });

const BAD: readonly (readonly [Row, string, string, string])[] = [
  [{ charge_ref: '' }, 'charge_ref', 'is missing', 'expected a unique reference'],
  [{ customer_ref: ' ' }, 'customer_ref', 'is missing', 'expected the reference of the customer'],
  [{ customer_name: 'n'.repeat(256) }, 'customer_name', 'is 256 signs long', 'expected the name of the payer'],
  [{ customer_email: 'nobody' }, 'customer_email', 'is not an e-mail address', 'expected an e-mail address'],
  [{ customer_email: 'jürgen@example.com' }, 'customer_email', 'letters beyond ASCII before the @', 'expected an e-mail address'],
  [{ quantity: '1,5' }, 'quantity', 'is "1,5"', 'expected a decimal with a dot'],
  [{ unit_price: '-1' }, 'unit_price', 'is "-1"', 'expected a net price of at least 0'],
  [{ unit_price: '1.00001' }, 'unit_price', 'is "1.00001"', 'up to 4 places'],
  [{ quantity: '99999999', unit_price: '999999999' }, 'unit_price', '', 'expected a line of at most'],
  [{ currency: 'XXQ' }, 'currency', 'is no currency in use', 'expected the ISO 4217 code'],
  [{ currency: 'JPY' }, 'currency', 'is JPY, which has no decimals', 'expected the ISO 4217 code'],
  [{ vat_rate: '20%' }, 'vat_rate', 'is "20%"', 'expected VAT in percent'],
  [{ due_on: '2026-02-30' }, 'due_on', 'is "2026-02-30"', 'expected a day of the calendar written YYYY-MM-DD'],
  [{ quantity: 'x', currency: 'XXQ' }, 'quantity', 'is "x"', 'expected a decimal'],
];

const GOOD: readonly Row[] = [
  one(1),
  one(2, {
    quantity: '-0.5',
    customer_ref: 'C-1',
    customer_name: 'Customer 1',
    customer_email: 'payer1@example.com',
    card_ref: 'SBX-OK-1',
  }),
  one(3, { customer_name: 'Customer 1', card_ref: 'SBX-FUNDS-3', currency: 'eur', quantity: '3', unit_price: '12.345' }),
  one(4, { customer_name: `"Quotes", ${'&'.repeat(245)}`, customer_email: 'payer@bücher.example', card_ref: '' }),
  one(5, { quantity: '-1' }),
  one(6, { unit_price: '0' }),
  one(7, { due_on: '2999-12-31' }),
];

const MIXED = [...GOOD, ...BAD.map(([changes], n) => one(100 + n, changes))];

it(
  'imports what is good, names what is not, and reports how it ended',
  async () => {
    const columns = [...Object.keys(one(0)).reverse(), 'remark'];
    const file = csvFile(
      place,
      `\u{feff}${csv(
        MIXED.map((row) => ({ ...row, remark: 'nobody reads this' })),
        columns,
      )}`,
    );
    expect(await reported(file)).toEqual({
      charges: 7,
      rejectedRows: BAD.map(([, column, ...words], n) => refused(2 + GOOD.length + n, column, ...words)),
      invoices: 3,
      filed: 3,
      mailed: 3,
      paid: 1,
      paymentsRecorded: 1,
      notified: 3,
      debitFailed: { 'insufficient-funds': 1, 'no-card': 1 },
      parked: 0,
      credits: 2,
      totals: {
        GBP: { invoicedMinor: 6000 + 12_000, paidMinor: 6000, outstandingMinor: 12_000 },
        EUR: { invoicedMinor: 4445, paidMinor: 0, outstandingMinor: 4445 },
      },
      reconciled: true,
    });
  },
  A_RUN_MS,
);

it(
  'adds nothing when the same file comes again, and says so of a charge that has changed',
  async () => {
    const again = csvFile(place, [...GOOD, one(1, { unit_price: '101' })], 'again.csv');
    expect(await reported(again)).toEqual({
      charges: 0,
      rejectedRows: [refused(9, 'charge_ref', 'was entered before with other content', 'expected a new reference')],
      invoices: 0,
      filed: 0,
      mailed: 0,
      paid: 0,
      paymentsRecorded: 0,
      notified: 0,
      debitFailed: {},
      parked: 0,
      credits: 0,
      totals: {},
      reconciled: true,
    });
  },
  A_RUN_MS,
);

it(
  'ends with the words of the import when the file as a whole is no CSV of charges',
  async () => {
    const ended = await once(csvFile(place, 'a,b\n1,2\n', 'other.csv'));
    expect(ended.code).toBe(1);
    expect(ended.err).toMatch(/^The import failed: .*charge_ref/s);
  },
  A_RUN_MS,
);
