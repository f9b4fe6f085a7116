import { randomUUID } from 'node:crypto';
import { type Given, InvoiceMailed } from '@takings/contracts';
import type { Done, StuckKind, Work } from '@takings/messaging';
import { Conflict, Unavailable } from '@takings/runtime';
import type { Bill } from '../charge-card/attempt.row';
import type { Payments } from './payments';

type AnyWork = Work<typeof InvoiceMailed, any>;
type AnyDone = Done<typeof InvoiceMailed, any, any>;

/** One message on its way through the stage, as the runner takes it, but one step at a time, so that a test can lose the process anywhere. */
export class Delivery {
  static readonly recorded = new Set<string>();
  parked: { kind: StuckKind; reason: string } | null = null;
  error: unknown = null;
  /** Its process is gone: it withdraws nothing and records nothing. */
  lost = false;
  private prepared: unknown;
  private result: unknown;

  constructor(
    private readonly payments: Payments,
    readonly bill: Bill,
    readonly eventId: string = randomUUID(),
  ) {}

  async prepare(): Promise<this> {
    [this.prepared] = await this.payments.db.transaction((db) => this.payments.stage.prepareAll([this.work()], db));
    return this;
  }

  /** As the runner: what threw `Unavailable` is withdrawn. */
  async act(): Promise<this> {
    try {
      this.result = await this.payments.stage.act(this.work());
    } catch (error) {
      this.error = error;
      if (error instanceof Unavailable && !this.lost)
        await this.payments.db.transaction((db) => this.payments.stage.withdraw(this.work(), db));
    }
    return this;
  }

  /** Once for each message, as the inbox sees to. Gives the facts; a conflict leaves the message unrecorded. */
  async record(): Promise<readonly Given[]> {
    try {
      return await this.recordOnce();
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      this.error = error;
      return [];
    }
  }

  private async recordOnce(): Promise<readonly Given[]> {
    if (this.lost || this.error || Delivery.recorded.has(this.eventId)) return [];
    const done = { ...this.work(), result: this.result } as AnyDone;
    const [given = []] = await this.payments.db.transaction((db) =>
      this.payments.stage.recordAll([done], db, (_, kind, reason) => {
        this.parked = { kind, reason };
      }),
    );
    Delivery.recorded.add(this.eventId);
    this.payments.told.push(...given);
    return given;
  }

  async throughAll(): Promise<readonly Given[]> {
    await this.prepare();
    await this.act();
    return this.record();
  }

  private work(): AnyWork {
    const event = { id: this.eventId, correlationid: this.bill.invoiceId } as AnyWork['event'];
    return { data: this.bill, event, key: this.payments.stage.key(this.bill), prepared: this.prepared };
  }
}
