import { DebitFailed, DebitHeld, DebitUncertain, type Given, InvoicePaid, StuckRaised, StuckSettled } from '@takings/contracts';
import { Conflict, InvalidInput, Unavailable } from '@takings/runtime';
import { eventually, type FreshDatabase, freshDatabase } from '@takings/testing';
import { SecureTrading } from '../secure-trading/secure-trading';
import { Delivery } from '../testing/delivery';
import { FakeGateway, type Treatment } from '../testing/fake-gateway';
import { Payments } from '../testing/payments';
import { aBill } from '../testing/samples';
import { patienceMs } from './asking';
import type { AttemptRow, Bill } from './attempt.row';

jest.setTimeout(30_000);

const MINUTE_MS = 60_000;
const types = (facts: readonly Given[]) => facts.map(({ type }) => type);

describe('charging a card', () => {
  let database: FreshDatabase;
  let gateway: FakeGateway;
  let payments: Payments;
  const opened: { payments: Payments; cards: SecureTrading }[] = [];

  const worker = async (
    changes: Parameters<typeof Payments.on>[2] = {},
    account: { password?: string; url?: string; timeoutMs?: number } = {},
  ) => {
    const cards = new SecureTrading({
      url: gateway.url,
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
    const made = await Payments.on(database.url, cards, changes);
    opened.push({ payments: made, cards });
    return made;
  };
  const billed = (treatment: Treatment = {}): Bill => {
    const bill = aBill();
    const cardRef = `card-${bill.invoiceId}`;
    gateway.treat(cardRef, treatment);
    return { ...bill, cardRef };
  };
  const delivered = (bill: Bill, by = payments) => new Delivery(by, bill);
  const attemptOf = async ({ invoiceId }: Bill) => (await payments.attemptsOf(invoiceId)).at(-1) as AttemptRow;
  const reference = ({ invoiceNumber }: Bill, attempt = 1) => `${invoiceNumber}-${attempt}`;
  /** All facts about the invoice, stuck items included. */
  const told = (bill: Bill) => types(payments.factsOf(bill.invoiceId));
  /** A process whose request has reached the gateway, which holds the reply back. */
  const onItsWay = async (bill: Bill) => {
    const slow = await delivered(bill).prepare();
    const acting = slow.act();
    await eventually(() => expect(gateway.auths(reference(bill))).toHaveLength(1));
    return { slow, acting };
  };
  const sweepAfter = async (ms: number) => {
    payments.clock.advance(ms);
    await payments.sweep.sweep();
  };

  beforeAll(async () => {
    database = await freshDatabase();
  });
  beforeEach(async () => {
    gateway = await FakeGateway.start();
    payments = await worker();
    await payments.db.query('truncate attempt, attempt_answer cascade');
  });
  afterEach(async () => {
    for (const made of opened.splice(0)) {
      made.cards.onApplicationShutdown();
      await made.payments.close();
    }
    await gateway.close();
  });
  afterAll(() => database.drop());

  it('tells that the card was debited, with what later stages need', async () => {
    const bill = billed();
    const [fact] = await delivered(bill).throughAll();
    expect(fact).toMatchObject({
      type: InvoicePaid.type,
      data: {
        invoiceId: bill.invoiceId,
        xeroInvoiceId: bill.xeroInvoiceId,
        paidMinor: 14_400,
        attempt: 1,
        orderReference: reference(bill),
      },
    });
    expect(await attemptOf(bill)).toMatchObject({ state: 'paid', amountMinor: 14_400, sends: 1, bill });
  });

  it('calls nobody when no card is attached, and says so', async () => {
    const facts = await delivered({ ...billed(), cardRef: null }).throughAll();
    expect(facts).toMatchObject([{ type: DebitFailed.type, data: { attempt: 0, failure: 'no-card', gatewayCode: null } }]);
    expect(gateway.requests).toEqual([]);
  });

  it.each([0, -1, 10_000_000_000_000])('refuses to debit %i minor units', async (amountDueMinor) => {
    await expect(delivered({ ...billed(), amountDueMinor }).prepare()).rejects.toThrow(InvalidInput);
  });

  it('tells why the bank refused', async () => {
    const bill = billed({ code: '70000', bankCode: '51', settleStatus: '3' });
    expect(await delivered(bill).throughAll()).toMatchObject([
      { type: DebitFailed.type, data: { attempt: 1, failure: 'insufficient-funds', gatewayCode: '70000', bankCode: '51' } },
    ]);
    expect(await attemptOf(bill)).toMatchObject({ state: 'failed', failure: 'insufficient-funds' });
  });

  it('numbers the charges of one card, rising from 2', async () => {
    const first = billed();
    await delivered(first).throughAll();
    await delivered({ ...billed(), cardRef: first.cardRef }).throughAll();
    expect(gateway.requests.map(({ subscriptionnumber }) => subscriptionnumber)).toEqual(['2', '3']);
  });

  it('charges once when two messages tell of the same invoice', async () => {
    const bill = billed();
    await delivered(bill).throughAll();
    expect(await delivered(bill).throughAll()).toEqual([]);
    expect(gateway.debits(reference(bill))).toHaveLength(1);
  });

  it('lets one of many that hold the same attempt send it', async () => {
    const bill = billed();
    const all = [delivered(bill), delivered(bill), delivered(bill)];
    for (const delivery of all) await delivery.prepare();
    await Promise.all(all.map((delivery) => delivery.act()));
    for (const delivery of all) await delivery.record();
    expect(gateway.auths(reference(bill))).toHaveLength(1);
  });

  describe('when the process dies', () => {
    it('before the call, sends what was certainly not sent', async () => {
      const bill = billed();
      await delivered(bill).prepare();
      expect(types(await delivered(bill).throughAll())).toEqual([InvoicePaid.type]);
      expect(gateway.auths(reference(bill))).toHaveLength(1);
    });

    it('between the call and its record, asks and does not send again', async () => {
      const bill = billed();
      await (await delivered(bill).prepare()).act();
      expect(types(await delivered(bill).throughAll())).toEqual([InvoicePaid.type]);
      expect(gateway.auths(reference(bill))).toHaveLength(1);
    });

    it('and the message never comes back, is noticed by the sweep when the call must be over', async () => {
      const bill = billed();
      await (await delivered(bill).prepare()).act();
      await sweepAfter(74_000);
      expect(told(bill)).toEqual([]);
      await sweepAfter(1_000);
      expect(told(bill)).toEqual([InvoicePaid.type]);
    });
  });

  describe('when it is uncertain', () => {
    it.each<[string, Treatment]>([
      ['the line dropped after the booking', { reply: 'drop' }],
      ['the gateway said 60010 though it booked', { code: '60010', booked: true }],
      ['the gateway failed with HTTP 502', { reply: 502 }],
    ])('asks a minute later, as %s, and tells the payment once', async (_, treatment) => {
      const bill = billed(treatment);
      const [fact] = await delivered(bill).throughAll();
      expect(fact).toMatchObject({
        type: DebitUncertain.type,
        data: { nextAskAt: new Date(payments.clock.now().getTime() + MINUTE_MS).toISOString() },
      });
      await sweepAfter(MINUTE_MS - 1);
      expect(told(bill)).toEqual([DebitUncertain.type]);
      await sweepAfter(1);
      await sweepAfter(24 * 60 * MINUTE_MS);
      expect(told(bill)).toEqual([DebitUncertain.type, InvoicePaid.type]);
      expect(gateway.auths(reference(bill))).toHaveLength(1);
    });

    it('asks after a charge whose reply comes too late, and does not mind the reply', async () => {
      const impatient = await worker({}, { timeoutMs: 100 });
      const bill = billed({ reply: 'hold' });
      expect(types(await new Delivery(impatient, bill).throughAll())).toEqual([DebitUncertain.type]);
      gateway.release();
      await sweepAfter(MINUTE_MS);
      expect(told(bill)).toEqual([InvoicePaid.type]);
    });

    it('is shown to people when nobody ever knows of it, is asked for ever, and comes right when somebody does', async () => {
      const bill = billed({ code: '60010', booked: false });
      await delivered(bill).throughAll();
      for (const wait of [1, 5, 15, 60]) await sweepAfter(wait * MINUTE_MS);
      expect(told(bill)).toEqual([DebitUncertain.type, StuckRaised.type]);
      await sweepAfter(6 * 60 * MINUTE_MS);
      expect(told(bill)).toHaveLength(2);
      gateway.treat(bill.cardRef as string, {});
      await lateBooking(bill);
      await sweepAfter(6 * 60 * MINUTE_MS);
      expect(told(bill).slice(2)).toEqual([InvoicePaid.type]);
      const settled = payments.told.filter(({ type }) => type === StuckSettled.type);
      expect(settled).toMatchObject([{ data: { stuckId: (await attemptOf(bill)).id, outcome: 'came-right', round: 1 } }]);
      expect(gateway.auths(reference(bill))).toHaveLength(2); // ours, and the late one of the test itself
    });

    it('belongs to the sweep: a late answer of the stage tells nothing but calls it at once', async () => {
      const bill = billed({ reply: 'hold' });
      const { slow, acting } = await onItsWay(bill);
      gateway.books[0]!.visible = false;
      payments.clock.advance(75_000);
      expect(types(await delivered(bill).throughAll())).toEqual([DebitUncertain.type]);
      gateway.showAll();
      gateway.release();
      await acting;
      expect(await slow.record()).toEqual([]);
      await sweepAfter(0);
      expect(told(bill)).toEqual([DebitUncertain.type, InvoicePaid.type]);
    });

    it('takes the late answer that nothing was processed, which the gateway would never tell, and a retry is a new attempt', async () => {
      const bill = billed({ code: '30000', reply: 'hold' });
      const { slow, acting } = await onItsWay(bill);
      await sweepAfter(75_000);
      for (const wait of [1, 5, 15, 60]) await sweepAfter(wait * MINUTE_MS);
      expect(told(bill)).toEqual([DebitUncertain.type, StuckRaised.type]);
      gateway.release();
      await acting;
      expect(types(await slow.record())).toEqual([StuckSettled.type]);
      expect(slow.parked).toMatchObject({ kind: 'rejected' });
      gateway.treat(bill.cardRef as string, {});
      expect(await delivered(bill).throughAll()).toMatchObject([{ type: InvoicePaid.type, data: { attempt: 2 } }]);
    });

    it('keeps asking after the bank could not be asked, and no message is needed', async () => {
      const bill = billed({ reply: 'drop' });
      await delivered(bill).throughAll();
      gateway.everything = 503;
      await sweepAfter(MINUTE_MS);
      expect(await attemptOf(bill)).toMatchObject({ state: 'asking', asks: 0 });
      gateway.everything = null;
      await sweepAfter(MINUTE_MS);
      expect(told(bill)).toEqual([DebitUncertain.type, InvoicePaid.type]);
      expect((await payments.answersOf(await attemptOf(bill))).map(({ outcome }) => outcome)).toEqual(['unknown', 'not-asked', 'booked']);
    });

    it('is asked by one of two sweeps at a time', async () => {
      const other = await worker();
      const bills = Array.from({ length: 30 }, () => billed({ reply: 'drop' }));
      await Promise.all(bills.map((bill) => delivered(bill).throughAll()));
      other.clock.advance(MINUTE_MS);
      payments.clock.advance(MINUTE_MS);
      await Promise.all([payments.sweep.sweep(), other.sweep.sweep()]);
      const queries = gateway.requests.filter(({ requesttypedescriptions }) => requesttypedescriptions[0] === 'TRANSACTIONQUERY');
      expect(queries).toHaveLength(30);
      const paid = [...payments.told, ...other.told].filter(({ type }) => type === InvoicePaid.type);
      expect(new Set(paid.map(({ subject }) => subject)).size).toBe(30);
      expect(paid).toHaveLength(30);
    });

    async function lateBooking(bill: Bill) {
      const { orderReference, cardRef, amountMinor, currency, subscriptionNumber } = await attemptOf(bill);
      await opened[0]?.cards.charge({ orderReference, cardRef, amountMinor, currency, subscriptionNumber });
    }
  });

  describe('when the message comes to another process during the call', () => {
    it('waits for the answer and tells no doubt', async () => {
      const bill = billed({ reply: 'hold' });
      const { slow, acting } = await onItsWay(bill);
      gateway.books[0]!.visible = false;
      const other = delivered(bill);
      expect(await other.throughAll()).toEqual([]);
      expect(other.error).toMatchObject({ name: 'Unavailable', everybody: false });
      gateway.release();
      await acting;
      expect(types(await slow.record())).toEqual([InvoicePaid.type]);
    });

    it('sends what the first one could not send, and is not uncertain for ever', async () => {
      const bill = billed({ code: '21000', reply: 'hold' });
      const { acting } = await onItsWay(bill);
      expect(await delivered(bill).throughAll()).toEqual([]);
      gateway.release();
      await acting;
      gateway.treat(bill.cardRef as string, {});
      expect(types(await delivered(bill).throughAll())).toEqual([InvoicePaid.type]);
      expect(told(bill)).toEqual([InvoicePaid.type]);
    });

    it('begins anew when the first one takes its sending back before the other has recorded that nobody knows of it', async () => {
      const bill = billed({ code: '21000', reply: 'hold' });
      const { acting } = await onItsWay(bill);
      payments.clock.advance(75_000);
      const other = await (await delivered(bill).prepare()).act();
      gateway.release();
      await acting;
      expect(await other.record()).toEqual([]);
      expect(other.error).toBeInstanceOf(Conflict);
      gateway.treat(bill.cardRef as string, {});
      expect(types(await delivered(bill).throughAll())).toEqual([InvoicePaid.type]);
    });
  });

  it('shows a held debit to people at once and goes on when it is released', async () => {
    const bill = billed({ settleStatus: '2' });
    expect(types(await delivered(bill).throughAll())).toEqual([DebitHeld.type, StuckRaised.type]);
    await sweepAfter(MINUTE_MS);
    expect(told(bill)).toHaveLength(2);
    for (const record of gateway.books) record.settlestatus = '10';
    await sweepAfter(patienceMs([5 * MINUTE_MS]));
    expect(told(bill).slice(2)).toEqual([InvoicePaid.type]);
    expect(types(payments.told)).toContain(StuckSettled.type);
  });

  describe('when nothing was debited for certain', () => {
    it('sends the same attempt later when the gateway could not be reached, after asking', async () => {
      const away = await worker({}, { url: 'http://127.0.0.1:9/' });
      const bill = billed();
      const first = new Delivery(away, bill);
      expect(await first.throughAll()).toEqual([]);
      expect(first.error).toMatchObject({ name: 'Unavailable', everybody: true });
      expect(await attemptOf(bill)).toMatchObject({ state: 'prepared', sender: null, sends: 1 });
      expect(types(await delivered(bill).throughAll())).toEqual([InvoicePaid.type]);
      expect(gateway.requests.map(({ requesttypedescriptions }) => requesttypedescriptions[0])).toEqual(['TRANSACTIONQUERY', 'AUTH']);
      expect(await payments.attemptsOf(bill.invoiceId)).toHaveLength(1);
    });

    it('pauses for everybody when the password is wrong, and charges when it is right again', async () => {
      const locked = await worker({}, { password: 'wrong' });
      const bill = billed();
      const first = new Delivery(locked, bill);
      await first.throughAll();
      expect(first.error).toMatchObject({ everybody: true, message: expect.stringContaining('ST_PASSWORD') });
      expect(types(await delivered(bill).throughAll())).toEqual([InvoicePaid.type]);
    });

    it('asks before it sends again after a refusal that passes, and finds what was booked all the same', async () => {
      const bill = billed({ code: '21000', booked: true });
      const first = delivered(bill);
      await first.throughAll();
      expect(first.error).toBeInstanceOf(Unavailable);
      expect(types(await delivered(bill).throughAll())).toEqual([InvoicePaid.type]);
      expect(gateway.auths(reference(bill))).toHaveLength(1);
    });

    it('waits for a person when our request is at fault, and a retry is a new attempt', async () => {
      const bill = billed({ code: '30000', data: { errordata: ['baseamount'] } });
      const first = delivered(bill);
      expect(await first.throughAll()).toEqual([]);
      expect(first.parked).toEqual({ kind: 'rejected', reason: expect.stringContaining('30000 (Invalid field), fields baseamount') });
      gateway.treat(bill.cardRef as string, {});
      expect(await delivered(bill).throughAll()).toMatchObject([
        { type: InvoicePaid.type, data: { attempt: 2, orderReference: reference(bill, 2) } },
      ]);
      expect((await payments.attemptsOf(bill.invoiceId)).map(({ state }) => state)).toEqual(['void', 'paid']);
    });

    it('takes back only its own sending', async () => {
      const bill = billed();
      await (await delivered(bill).prepare()).act();
      const late = await delivered(bill).prepare();
      gateway.everything = 404;
      await late.act();
      expect(late.error).toBeInstanceOf(Unavailable);
      expect(await attemptOf(bill)).toMatchObject({ state: 'sending' });
    });
  });

  it('asks before every charge when a backup was restored', async () => {
    const bill = billed();
    await delivered(bill).throughAll();
    await payments.db.query('truncate attempt, attempt_answer cascade');
    const restored = await worker({ askEverythingFirst: true });
    expect(types(await new Delivery(restored, bill).throughAll())).toEqual([InvoicePaid.type]);
    expect(gateway.debits(reference(bill))).toHaveLength(1);
    expect(types(await new Delivery(restored, billed()).throughAll())).toEqual([InvoicePaid.type]);
  });

  it('keeps every answer', async () => {
    const bill = billed({ code: '60010', booked: true });
    await delivered(bill).throughAll();
    await sweepAfter(MINUTE_MS);
    expect(await payments.answersOf(await attemptOf(bill))).toMatchObject([
      { outcome: 'unknown', gatewayCode: '60010', message: expect.stringContaining('Bank System Error') },
      { outcome: 'booked', gatewayCode: '0', bankCode: '00' },
    ]);
  });

  describe('the database', () => {
    const broken = async (bill: Bill, change: string) => {
      await delivered(bill).throughAll();
      return payments.db.query(`update attempt set ${change}`);
    };

    it.each([
      ['a closed attempt without its time', `"closedAt" = null`],
      ['a payment without its transaction', `"transactionReference" = null`],
      ['an amount of nothing', `"amountMinor" = 0`],
      [
        'an open attempt that nobody asks after',
        `state = 'asking', "closedAt" = null, "transactionReference" = null, "askingSince" = now()`,
      ],
      ['a failure without its reason', `state = 'failed', "transactionReference" = null`],
      ['a state of another world', `state = 'lost'`],
      ['a reference the acquirer would cut', `"orderReference" = repeat('x', 26)`],
    ])('refuses %s', async (_, change) => {
      await expect(broken(billed(), change)).rejects.toThrow(/check constraint/);
    });

    it('refuses a second open attempt, and a second payment, of one invoice', async () => {
      const bill = billed();
      await delivered(bill).throughAll();
      const again = (state: string, rest: string) =>
        payments.db.query(`insert into attempt select gen_random_uuid(), "invoiceId", attempt + 1, "orderReference" || 'x', "amountMinor", currency, "cardRef",
          "subscriptionNumber", '${state}', null, 0, 0, null, null, 0, ${rest} from attempt where attempt = 1`);
      const prepared = `null, null, bill, "correlationId", "openedAt", null, null`;
      await expect(again('paid', `'55-9-2', null, bill, "correlationId", "openedAt", null, now()`)).rejects.toThrow('attempt_one_paid');
      await again('prepared', prepared);
      await expect(again('prepared', prepared)).rejects.toThrow(/duplicate key/);
    });
  });
});
