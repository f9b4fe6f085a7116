import { createHash } from 'node:crypto';
import { z } from 'zod';
import { columns as chargeColumns } from '../charges/charge-input';
import { shown } from '../charges/text-faults';
import type { Format } from '../csv/csv-rows';
import { type Check, column, control, inCurrency, isDay, money, upTo, WITH_LINE_BREAKS } from '../validation/checks';
import { firstFault } from '../validation/first-fault';
import { nameKey, nameOf, notFloor } from '../validation/names';
import type { NewSale } from './new-sale';
import { saleRef } from './sale-input';

const channel: Check = (text) => (/^(online|offline)$/i.test(text) ? { value: text.toLowerCase() } : { fault: `is ${shown(text)}` });

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?) ?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/;
const soldAt: Check = (text) => (isDay(MOMENT.exec(text)?.[1] ?? '') ? { value: text } : { fault: `is ${shown(text)}` });

const columns = {
  sale_ref: saleRef,
  consultant: nameOf('the consultant'),
  team: notFloor(nameOf('the team')),
  customer: chargeColumns.customer_name,
  product: column('what was sold, 1 to 1,000 signs', upTo(1000, WITH_LINE_BREAKS, control)),
  amount: money,
  currency: column('the ISO 4217 code of a currency with two decimals such as GBP', inCurrency),
  channel: column('online or offline', channel),
  sold_at: column(
    'a moment such as 2026-11-21T09:30:00Z; without Z it is in the time zone of the team; or a day written YYYY-MM-DD, from 1900 on',
    soldAt,
  ),
};

type Column = keyof typeof columns;
export const SALE_COLUMNS = Object.keys(columns) as Column[];

const SaleRowInput = z.object(columns);

/** A row of a sales file. It is never invoiced, whatever its day. */
export const salesFile = (actor: string): Format<Column, NewSale> => ({
  columns: SALE_COLUMNS,
  read: (row) => {
    const { success, data, error } = SaleRowInput.safeParse(row);
    return success ? saleOf(data, actor) : firstFault(error, row, 'a sale', columns);
  },
});

function saleOf(row: z.output<typeof SaleRowInput>, actor: string): NewSale {
  return {
    saleRef: row.sale_ref,
    idempotencyKey: null,
    content: createHash('sha256')
      .update(JSON.stringify(Object.values(row)))
      .digest(),
    consultant: row.consultant,
    team: row.team,
    channel: row.channel as NewSale['channel'],
    origin: 'imported',
    product: row.product,
    currency: row.currency,
    revenueMinor: row.amount,
    ...momentOf(row.sold_at),
    customer: { customerRef: refOf(row.customer), name: row.customer, email: null, cardRef: null },
    dueOn: null,
    lines: [],
    actor,
  };
}

/** What is not said in the text is said by the team's time zone, which the database knows. */
function momentOf(text: string): Pick<NewSale, 'soldAt' | 'soldLocal' | 'soldOn'> {
  const [, day, time, zone] = MOMENT.exec(text)!;
  if (time === undefined) return { soldAt: null, soldOn: day };
  if (zone === undefined) return { soldAt: null, soldLocal: `${day} ${time}` };
  return { soldAt: new Date(`${day}T${time}${zone}`).toISOString() };
}

/** A file knows its customers by name alone. */
const refOf = (customer: string) => `I-${createHash('sha256').update(nameKey(customer)).digest('hex').slice(0, 16)}`;
