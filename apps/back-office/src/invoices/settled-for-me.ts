import { Injectable } from '@nestjs/common';
import type { Person } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import type { SettledForMe } from './invoice.view';

/** In these the money has come, will not come by itself, or is not wanted any more. */
export const SETTLED_STATES = ['paid', 'debit-failed', 'voided'] as const;

/** What people asked to be told of. It is told until they have seen it, in whichever window and however late. */
@Injectable()
export class SettledInvoices {
  constructor(private readonly db: DataSource) {}

  async of({ id }: Person): Promise<SettledForMe> {
    const [row]: [SettledForMe] = await this.db.query(
      `select count(*) filter (where i.state <> all($2))::int as waiting, coalesce(jsonb_agg(jsonb_build_object(
         'invoiceId', i.invoice_id, 'invoiceNumber', i.invoice_number, 'customerName', i.customer_name, 'state', i.state,
         'debitFailure', case when i.state = 'debit-failed' then i.debit_failure end) order by i.invoice_number)
         filter (where i.state = any($2)), '[]') as settled
       from invoice_watch w join invoice i using (invoice_id) where w.person_id = $1 and w.seen_at is null`,
      [id, SETTLED_STATES],
    );
    return row;
  }

  async seen(invoiceId: string, { id }: Person): Promise<void> {
    await this.db.query(
      `update invoice_watch w set seen_at = now() from invoice i
       where w.invoice_id = $1 and w.person_id = $2 and i.invoice_id = w.invoice_id and i.state = any($3)`,
      [invoiceId, id, SETTLED_STATES],
    );
  }
}
