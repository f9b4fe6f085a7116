import { Test } from '@nestjs/testing';
import type { Given } from '@takings/contracts';
import { dataSourceOptions, migrateSchema } from '@takings/database';
import { messagingEntities, messagingMigrations, Outbox } from '@takings/messaging';
import { DataSource, type EntityManager } from 'typeorm';
import { AskSweep } from '../charge-card/ask-sweep';
import { AttemptRow } from '../charge-card/attempt.row';
import { AttemptAnswerRow } from '../charge-card/attempt-answer.row';
import { Attempts } from '../charge-card/attempts';
import { CardGateway } from '../charge-card/card-gateway';
import { ChargeCard } from '../charge-card/charge-card.stage';
import { ChargePolicy } from '../charge-card/charge-policy';
import { CreateAttempts1763700000001 } from '../charge-card/create-attempts';
import { UncertainCharges } from '../charge-card/uncertain-charges';
import { Clock } from '../clock';
import { CreateHolds1763700000002 } from '../hold-debit/create-holds';
import { Holds } from '../hold-debit/holds';
import { CreateLetGo1763700000003 } from '../let-charge-go/create-let-go';
import { CreateDebitStops1764000000001 } from '../stop-debit/create-debit-stops';
import { DebitStops } from '../stop-debit/debit-stops';
import { StopDebit } from '../stop-debit/stop-debit.stage';
import { FakeClock } from './fake-clock';

export const policy: ChargePolicy = {
  askAfterMs: [60_000, 300_000, 900_000, 3_600_000],
  sweepEveryMs: 1_000_000_000,
  callEndsWithinMs: 75_000,
  cardsAtOnce: 50,
  askEverythingFirst: false,
};

const migrated = new Set<string>();

/** Facts given by the sweep; they are written and told only if the transaction commits. */
class TellingOutbox {
  constructor(
    private readonly db: DataSource,
    private readonly told: Given[],
  ) {}

  async during<T>(work: (db: EntityManager, give: (...facts: Given[]) => void) => Promise<T>): Promise<T> {
    const given: Given[] = [];
    const result = await this.db.transaction((manager) => work(manager, (...facts) => void given.push(...facts)));
    this.told.push(...given);
    return result;
  }
}

/** The stage and the sweep on a real database, without a broker: tests drive them step by step. */
export class Payments {
  readonly told: Given[] = [];
  readonly clock = new FakeClock();
  private constructor(readonly db: DataSource) {}

  stage: ChargeCard;
  stop: StopDebit;
  sweep: AskSweep;
  uncertain: UncertainCharges;

  static async on(url: string, cards: CardGateway, changes: Partial<ChargePolicy> = {}): Promise<Payments> {
    const schema = {
      app: 'payments-worker',
      url,
      entities: [...messagingEntities, AttemptRow, AttemptAnswerRow],
      migrations: [
        ...messagingMigrations,
        CreateAttempts1763700000001,
        CreateHolds1763700000002,
        CreateLetGo1763700000003,
        CreateDebitStops1764000000001,
      ],
    };
    if (!migrated.has(url)) await migrateSchema(schema);
    migrated.add(url);
    const payments = new Payments(await new DataSource(dataSourceOptions(schema)).initialize());
    const module = await Test.createTestingModule({
      providers: [
        ChargeCard,
        AskSweep,
        Attempts,
        Holds,
        DebitStops,
        StopDebit,
        UncertainCharges,
        { provide: DataSource, useValue: payments.db },
        { provide: Clock, useValue: payments.clock },
        { provide: ChargePolicy, useValue: { ...policy, ...changes } },
        { provide: CardGateway, useValue: cards },
        { provide: Outbox, useValue: new TellingOutbox(payments.db, payments.told) },
      ],
    }).compile();
    payments.stage = module.get(ChargeCard);
    payments.stop = module.get(StopDebit);
    payments.sweep = module.get(AskSweep);
    payments.uncertain = module.get(UncertainCharges);
    return payments;
  }

  attemptsOf(invoiceId: string): Promise<AttemptRow[]> {
    return this.db.manager.find(AttemptRow, { where: { invoiceId }, order: { attempt: 'asc' } });
  }

  answersOf({ id }: AttemptRow): Promise<AttemptAnswerRow[]> {
    return this.db.manager.find(AttemptAnswerRow, { where: { attemptId: id }, order: { id: 'asc' } });
  }

  factsOf(invoiceId: string, from = 0): Given[] {
    return this.told
      .slice(from)
      .filter(({ subject, data }) => subject === invoiceId || (data as { subject?: string }).subject === invoiceId);
  }

  hold(invoiceId: string, reason = 'The sale SO-1 was taken back: Wrong customer'): Promise<void> {
    return new Holds(this.db).keep({ invoiceId, reason, heldAt: this.clock.now().toISOString() }, this.db.manager);
  }

  close() {
    return this.db.destroy();
  }
}
