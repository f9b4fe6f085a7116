import { Injectable } from '@nestjs/common';
import type { DataOf, InvoiceDue, InvoicePaid } from '@takings/contracts';
import type { EntityManager } from 'typeorm';

/** What of the sold is invoiced and paid. Which comes first does not matter: they are put together when somebody looks. */
@Injectable()
export class CollectedRows {
  async noteInvoiced(invoices: readonly DataOf<typeof InvoiceDue>[], db: EntityManager): Promise<void> {
    const lines = invoices.flatMap(({ invoiceId, lines }) => lines.map(({ chargeRef, netMinor }) => ({ chargeRef, invoiceId, netMinor })));
    if (lines.length > 0) await db.query(NOTE_INVOICED, [JSON.stringify(lines)]);
  }

  async notePaid(payments: readonly DataOf<typeof InvoicePaid>[], db: EntityManager): Promise<void> {
    const rows = payments.map(({ invoiceId, paidAt }) => ({ invoiceId, paidAt }));
    if (rows.length > 0) await db.query(NOTE_PAID, [JSON.stringify(rows)]);
  }
}

/** In the order of their keys, or two workers would wait for each other. */
const NOTE_INVOICED = `
  insert into invoiced_line (charge_ref, invoice_id, net_minor)
  select "chargeRef", "invoiceId", "netMinor" from json_to_recordset($1) as l("chargeRef" text, "invoiceId" uuid, "netMinor" bigint)
  order by 1
  on conflict do nothing`;

const NOTE_PAID = `
  insert into paid_invoice (invoice_id, paid_at)
  select "invoiceId", "paidAt" from json_to_recordset($1) as p("invoiceId" uuid, "paidAt" timestamptz)
  order by 1
  on conflict do nothing`;
