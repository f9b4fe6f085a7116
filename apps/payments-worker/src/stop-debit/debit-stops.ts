import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { AttemptState, Bill } from '../charge-card/attempt.row';

/** A decision of a person about debiting an invoice; the later of two counts, in whatever order they come. */
export interface Turn {
  readonly invoiceId: string;
  readonly turn: number;
}

const UNDER_WAY: readonly AttemptState[] = ['sending', 'asking', 'held'];

/** Invoices that people do not want debited. `claimAttempts` looks here in the statement that begins a sending. */
@Injectable()
export class DebitStops {
  constructor(private readonly db: DataSource) {}

  async isStopped(invoiceId: string): Promise<boolean> {
    const [stop] = await this.db.query('select from debit_stop where "invoiceId" = $1 and stopped', [invoiceId]);
    return stop !== undefined;
  }

  /**
   * Why it is too late, in a sentence; undefined when nothing has been sent and, once `db` has committed, nothing can be. Until then no
   * attempt begins or goes on anywhere: a sending looks for the stop and changes its attempt in one statement, and that must come wholly
   * before this or wholly after it. A person asks so now and then, and it takes milliseconds.
   */
  async stop({ invoiceId, turn }: Turn, db: EntityManager): Promise<string | undefined> {
    await db.query('lock table attempt in share row exclusive mode');
    const attempts: { state: AttemptState }[] = await db.query('select state from attempt where "invoiceId" = $1', [invoiceId]);
    if (attempts.some(({ state }) => state === 'paid')) return 'The card was debited before.';
    if (attempts.some(({ state }) => UNDER_WAY.includes(state)))
      return 'A debit was sent to the bank before, and it is not known yet what became of it.';
    await this.note({ invoiceId, turn }, true, db);
    return undefined;
  }

  /** The bill that came while it was stopped, if one did: it is to be charged now. */
  async lift({ invoiceId, turn }: Turn, db: EntityManager): Promise<Bill | undefined> {
    const [kept]: { bill: Bill | null; turn: number }[] = await db.query(
      'select bill, turn from debit_stop where "invoiceId" = $1 for update',
      [invoiceId],
    );
    await this.note({ invoiceId, turn }, false, db);
    return kept && kept.turn < turn ? (kept.bill ?? undefined) : undefined;
  }

  /** Keeps the bill until it is lifted. False when it was lifted meanwhile. */
  async keepBill(bill: Bill, db: EntityManager): Promise<boolean> {
    const [rows] = await db.query<[unknown[], number]>(
      'update debit_stop set bill = $2 where "invoiceId" = $1 and stopped returning turn',
      [bill.invoiceId, JSON.stringify(bill)],
    );
    return rows.length > 0;
  }

  private async note({ invoiceId, turn }: Turn, stopped: boolean, db: EntityManager) {
    await db.query(
      `insert into debit_stop ("invoiceId", turn, stopped) values ($1, $2, $3) on conflict ("invoiceId") do update
         set turn = excluded.turn, stopped = excluded.stopped, bill = case when excluded.stopped then debit_stop.bill end
         where excluded.turn > debit_stop.turn`,
      [invoiceId, turn, stopped],
    );
  }
}
