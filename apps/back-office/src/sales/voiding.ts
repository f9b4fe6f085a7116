import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SaleVoided } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { Conflict, NotFound } from '@takings/runtime';
import type { EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { insertBatch } from '../charges/intake';
import { chargeRefOf, type SaleRow, saleFact } from './sale.view';

/** What people decide about sales afterwards. */
@Injectable()
export class Voiding {
  constructor(private readonly outbox: Outbox) {}

  /** Takes a sale back. Throws `NotFound`, or `Conflict` that says who was first and when. */
  async void(saleId: string, reason: string, actor: string): Promise<void> {
    await this.outbox.during((db, give) => this.voidWith(db, give, saleId, reason, actor));
  }

  /** As `void`, in a transaction of the caller's. */
  async voidWith(
    db: EntityManager,
    give: Parameters<Parameters<Outbox['during']>[0]>[1],
    saleId: string,
    reason: string,
    actor: string,
  ): Promise<void> {
    const [[row]]: [SaleRow[], number] = await db.query(
      `update sale set voided_at = now(), voided_by = $2, void_reason = $3 where sale_id = $1 and voided_at is null returning *`,
      [saleId, actor, reason],
    );
    if (!row) return refuseSecond(db, saleId);
    // A run that is asked for from now on waits until the collector knows of it.
    if (row.charges > 0) await insertBatch(db, { batchId: randomUUID(), source: 'void', actor, charges: row.charges });
    const chargeRefs = Array.from({ length: row.charges }, (_, at) => chargeRefOf(row.sale_ref, at + 1));
    await noteWithdrawn(db, chargeRefs, reason, actor);
    await keepAudit(db, {
      actor,
      action: 'sale voided',
      about: saleId,
      detail: { what: `taken back: ${reason}`, saleRef: row.sale_ref },
    });
    give(
      SaleVoided.of({
        ...saleFact(row),
        chargeRefs,
        reason,
        voidedBy: actor,
        voidedAt: row.voided_at!.toISOString(),
      }),
    );
  }
}

/** What is in a run by now is credited when it goes out; what is left out of it comes back as withdrawn. */
async function noteWithdrawn(db: EntityManager, chargeRefs: readonly string[], because: string, actor: string): Promise<void> {
  await db.query(
    `update charge set withdrawn_at = now(), withdrawn_by = $2, withdrawn_because = $3, revision = revision + 1
     where charge_ref = any($1) and withdrawn_at is null`,
    [chargeRefs, actor, because],
  );
}

async function refuseSecond(db: EntityManager, saleId: string): Promise<void> {
  const [row]: SaleRow[] = await db.query('select * from sale where sale_id = $1', [saleId]);
  if (!row) throw new NotFound(`There is no sale ${saleId}`);
  throw new Conflict(`${row.voided_by} took this sale back on ${row.voided_at!.toISOString()}: ${row.void_reason}`);
}
