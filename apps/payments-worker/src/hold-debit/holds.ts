import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

export interface Hold {
  readonly invoiceId: string;
  /** In a sentence for finance. */
  readonly reason: string;
  readonly heldAt: string;
}

/** Invoices that must not be debited, since a credit is proposed for them. `Attempts.startSending` looks here in its own statement. */
@Injectable()
export class Holds {
  constructor(private readonly db: DataSource) {}

  /** The first reason stays. */
  async keep({ invoiceId, reason, heldAt }: Hold, db: EntityManager): Promise<void> {
    await db.query('insert into hold ("invoiceId", reason, "heldAt") values ($1, $2, $3) on conflict do nothing', [
      invoiceId,
      reason,
      heldAt,
    ]);
  }

  /** Why it must not be debited; undefined when it may. */
  async reasonFor(invoiceId: string): Promise<string | undefined> {
    const [hold]: { reason: string }[] = await this.db.query('select reason from hold where "invoiceId" = $1', [invoiceId]);
    return hold?.reason;
  }
}
