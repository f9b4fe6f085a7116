import { BankAsked, type Given } from '@takings/contracts';
import { eventually, type FreshDatabase, freshDatabase } from '@takings/testing';
import type { AttemptRow, Bill } from '../charge-card/attempt.row';
import { SecureTrading } from '../secure-trading/secure-trading';
import { Delivery } from './delivery';
import { FakeGateway, type Treatment } from './fake-gateway';
import { Payments } from './payments';
import { aBill } from './samples';

export const MINUTE_MS = 60_000;
export const types = (facts: readonly Given[]) => facts.map(({ type }) => type);

/** Processes that charge cards, a gateway that does as it is told, and a database; for the tests of one file, each of which begins anew. */
export class Charging {
  gateway: FakeGateway;
  payments: Payments;
  readonly opened: { payments: Payments; cards: SecureTrading }[] = [];
  private database: FreshDatabase;

  static forEachTest(): Charging {
    const charging = new Charging();
    beforeAll(async () => {
      charging.database = await freshDatabase();
    });
    beforeEach(() => charging.begin());
    afterEach(() => charging.end());
    afterAll(() => charging.database.drop());
    return charging;
  }

  readonly worker = async (
    changes: Parameters<typeof Payments.on>[2] = {},
    account: { password?: string; url?: string; timeoutMs?: number } = {},
  ) => {
    const cards = new SecureTrading({
      url: this.gateway.url,
      alias: FakeGateway.alias,
      password: FakeGateway.password,
      siteReference: FakeGateway.site,
      accountType: 'RECUR',
      subscriptionType: 'RECURRING',
      initiationReason: null,
      timeoutMs: 10_000,
      connectTimeoutMs: 10_000,
      idleConnections: 5,
      ...account,
    });
    const made = await Payments.on(this.database.url, cards, changes);
    this.opened.push({ payments: made, cards });
    return made;
  };

  readonly billed = (treatment: Treatment = {}): Bill => {
    const bill = aBill();
    const cardRef = `card-${bill.invoiceId}`;
    this.gateway.treat(cardRef, treatment);
    return { ...bill, cardRef };
  };
  readonly delivered = (bill: Bill, by = this.payments) => new Delivery(by, bill);
  readonly attemptOf = async ({ invoiceId }: Bill) => (await this.payments.attemptsOf(invoiceId)).at(-1) as AttemptRow;
  readonly reference = ({ invoiceNumber }: Bill, attempt = 1) => `${invoiceNumber}-${attempt}`;
  /** All facts about the invoice, stuck items included, but the questions put to the bank. */
  readonly told = (bill: Bill) => types(this.payments.factsOf(bill.invoiceId)).filter((type) => type !== BankAsked.type);

  /** A process whose request has reached the gateway, which holds the reply back. */
  readonly onItsWay = async (bill: Bill) => {
    const slow = await this.delivered(bill).prepare();
    const acting = slow.act();
    await eventually(() => expect(this.gateway.auths(this.reference(bill))).toHaveLength(1));
    return { slow, acting };
  };

  readonly sweepAfter = async (ms: number) => {
    this.payments.clock.advance(ms);
    await this.payments.sweep.sweep();
  };

  private async begin() {
    this.gateway = await FakeGateway.start();
    this.payments = await this.worker();
    await this.payments.db.query('truncate attempt, attempt_answer cascade');
  }

  private async end() {
    for (const made of this.opened.splice(0)) {
      made.cards.onApplicationShutdown();
      await made.payments.close();
    }
    await this.gateway.close();
  }
}
