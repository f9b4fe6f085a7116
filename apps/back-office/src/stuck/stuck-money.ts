import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ReadGauge } from '@takings/runtime';
import { DataSource } from 'typeorm';

const money = new ReadGauge(
  'takings_stuck_money_minor',
  'Minor units of the invoices that wait for a person before their money is in the books',
  ['currency'],
);

/** The money that does not come in, or not into the books, before a person has acted. Every process tells the same. */
@Injectable()
export class StuckMoney implements OnModuleInit {
  constructor(private readonly db: DataSource) {}

  onModuleInit() {
    money.from(async () => (await this.perCurrency()).map(({ currency, minor }) => ({ value: minor, labels: { currency } })));
  }

  perCurrency(): Promise<{ currency: string; minor: number }[]> {
    return this.db.query(SUMS);
  }
}

/** An invoice that is paid and recorded may still have a payer who could not be told; its money is not stuck. */
const SUMS = `
  select currency, sum(coalesce(amount_due_minor, total_minor))::float8 as minor from invoice
  where invoice_id in (
      select subject::uuid from stuck_item where open and kind not in ('asking', 'credit') and subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
    and not (state = 'paid' and recorded_at is not null)
  group by currency order by currency`;
