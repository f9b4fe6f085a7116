import { csvFile } from './csv-file';
import { demoCustomers } from './customers';

const HEADER = 'charge_ref,customer_ref,customer_name,customer_email,card_ref,description,quantity,unit_price,currency,vat_rate,due_on';

const SALES = [
  { description: 'Fibre broadband, monthly', unitPrice: '29.95', quantity: '1', vatRate: '20' },
  { description: 'Business line, monthly', unitPrice: '18.50', quantity: '2', vatRate: '20' },
  { description: 'Calls to mobiles, per minute', unitPrice: '0.0725', quantity: '412.5', vatRate: '20' },
  { description: 'Router', unitPrice: '64.90', quantity: '1', vatRate: '20' },
  { description: 'Smart meter reading', unitPrice: '12.00', quantity: '1', vatRate: '5' },
  { description: 'Printed handbook', unitPrice: '9.99', quantity: '3', vatRate: '0' },
  { description: 'Installation, per hour', unitPrice: '48.00', quantity: '1.75', vatRate: '20' },
] as const;

/** This customer only gets something back, so that finance sees a credit. */
const CREDITED = 12;
/** This customer's second charge is due later, so that something waits. */
const LATER = 7;

/**
 * Made-up charges that are due on `today` (YYYY-MM-DD): some sixty customers, every outcome a card can have in the sandbox, a credit
 * and a charge that waits. The same for the same day.
 */
export function demoCharges(today: string): string {
  const rows = demoCustomers.flatMap((customer, at) =>
    Array.from({ length: at === CREDITED ? 1 : 1 + (at % 3) }, (_, turn) => {
      const sale = SALES[(at + turn * 2) % SALES.length]!;
      return [
        `DEMO-${pad(at)}-${turn + 1}`,
        `CRM-${88_200 + at}`,
        customer.name,
        customer.email,
        customer.cardRef,
        at === CREDITED ? 'Goodwill for an outage' : sale.description,
        at === CREDITED ? '-1' : sale.quantity,
        sale.unitPrice,
        customer.currency,
        sale.vatRate,
        at === LATER && turn > 0 ? daysAfter(today, 30) : today,
      ];
    }),
  );
  return csvFile([HEADER.split(','), ...rows]);
}

const pad = (number: number) => String(number).padStart(4, '0');

function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
