import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { InvoiceDue } = require('@takings/contracts');
const { lineAmounts } = require('@takings/money');

const LINES = [
  ['Fibre 900, monthly rental', '1', '44.99', '20'],
  ['Calls to mobiles, minutes beyond the bundle', '37', '0.125', '20'],
  ['Printed directory', '1', '12.50', '0'],
];
let issued = 0;

/** Invoices of three lines, each for a customer of its own that Xero has not seen yet: so it is when a company's first run goes out. */
export const invoices = (count) => Array.from({ length: count }, () => invoice(++issued));

/** As `issue-invoices` gives it. */
export const due = (data) => InvoiceDue.of(data);

const RUN = randomUUID();
const BATCH = RUN.slice(0, 4).toUpperCase();

function invoice(n) {
  const lines = LINES.map(([description, quantity, unitPrice, vatRate], i) => ({
    chargeRef: `B-${BATCH}-${n}-${i + 1}`,
    description,
    quantity,
    unitPrice,
    vatRate,
    ...lineAmounts({ quantity, unitPrice, vatRate }),
  }));
  const sum = (field) => lines.reduce((total, line) => total + line[field], 0);
  return {
    invoiceId: randomUUID(),
    invoiceNumber: `B-${BATCH}-${String(n).padStart(6, '0')}`,
    runId: RUN,
    customerRef: `C-${BATCH}-${n}`,
    customerName: `Customer ${BATCH} ${n}`,
    customerEmail: `customer-${n}@example.com`,
    cardRef: `CARD-${BATCH}-${n}`,
    currency: 'GBP',
    issuedOn: '2026-11-21',
    dueOn: '2026-12-05',
    netMinor: sum('netMinor'),
    vatMinor: sum('vatMinor'),
    totalMinor: sum('netMinor') + sum('vatMinor'),
    lines,
  };
}
