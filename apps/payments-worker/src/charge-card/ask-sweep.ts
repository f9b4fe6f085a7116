import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Outbox } from '@takings/messaging';
import type { AttemptRow } from './attempt.row';
import { Attempts } from './attempts';
import { CardGateway } from './card-gateway';
import { ChargePolicy } from './charge-policy';
import type { Found, NotAsked } from './outcome';

/** Questions put at the same time; more that are due follow at once. */
const ASKS_AT_ONCE = 20;
/** How long a stopping process waits for the questions under way. Without their answers the attempts are due again after their lease. */
const DRAIN_MS = 3_000;

/**
 * Asks the bank about every attempt that may have been debited, until it answers. Messages may be lost, parked or acked: the rows are what
 * is asked about. Any number of processes may sweep; each row is asked by one of them at a time.
 */
@Injectable()
export class AskSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(AskSweep.name);
  private timer?: NodeJS.Timeout;
  private stopping = false;
  private drained = false;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly attempts: Attempts,
    private readonly cards: CardGateway,
    private readonly outbox: Outbox,
    private readonly policy: ChargePolicy,
  ) {}

  onApplicationBootstrap() {
    this.planNext();
  }

  async onModuleDestroy() {
    this.stopping = true;
    clearTimeout(this.timer);
    await Promise.race([this.sweeping, new Promise((resume) => setTimeout(resume, DRAIN_MS).unref())]);
    this.drained = true;
  }

  /** Asks about all that is due now. */
  async sweep(): Promise<void> {
    for (;;) {
      const due = await this.attempts.claimDue(ASKS_AT_ONCE);
      await Promise.all(due.map((attempt) => this.ask(attempt)));
      if (due.length < ASKS_AT_ONCE || this.stopping) return;
    }
  }

  private planNext() {
    if (this.stopping) return;
    this.timer = setTimeout(() => {
      this.sweeping = this.sweep()
        .catch((error: Error) => this.log.warn(`cannot look for attempts to ask after: ${error.message}`))
        .finally(() => this.planNext());
    }, this.policy.sweepEveryMs).unref();
  }

  /** No transaction is open during the call; whoever closed the attempt meanwhile has told of it. */
  private async ask(attempt: AttemptRow): Promise<void> {
    const outcome = await this.find(attempt);
    if (this.drained) return; // the database is being closed
    try {
      await this.outbox.during(async (db, give) => give(...(await this.attempts.asked(attempt, outcome, db))), {
        correlationid: attempt.correlationId,
      });
    } catch (error) {
      this.log.error(`the answer about ${attempt.orderReference} cannot be kept, it is asked again: ${(error as Error).message}`);
    }
  }

  private async find(attempt: AttemptRow): Promise<Found | NotAsked> {
    try {
      return await this.cards.find(attempt);
    } catch (error) {
      return { kind: 'not-asked', gatewayCode: null, bankCode: null, says: (error as Error).message };
    }
  }
}
