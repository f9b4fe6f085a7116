import { DebitFailed, DebitWithheld, InvoicePaid } from '@takings/contracts';
import type { Bill } from '../charge-card/attempt.row';
import { SecureTrading } from '../secure-trading/secure-trading';
import { Delivery } from '../testing/delivery';
import { FakeGateway } from '../testing/fake-gateway';
import { Payments } from '../testing/payments';
import { aBill } from '../testing/samples';
import { eventually, type FreshDatabase, freshDatabase } from '@takings/testing';

let database: FreshDatabase;
let gateway: FakeGateway;
let cards: SecureTrading;
let payments: Payments;

beforeAll(async () => {
  [database, gateway] = await Promise.all([freshDatabase(), FakeGateway.start()]);
  cards = new SecureTrading({
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
  });
  payments = await Payments.on(database.url, cards);
});
afterAll(async () => {
  cards?.onApplicationShutdown();
  await payments?.close();
  await gateway?.close();
  await database?.drop();
});

const calls = ({ invoiceNumber }: Bill) => gateway.auths(`${invoiceNumber}-1`).length;
const withheld = { type: DebitWithheld.type, data: { attempt: 1, reason: 'The sale SO-1 was taken back: Wrong customer' } };

describe('an invoice that is held', () => {
  it('is not debited, and says why', async () => {
    const bill = aBill();
    await payments.hold(bill.invoiceId);
    expect(await new Delivery(payments, bill).throughAll()).toMatchObject([withheld]);
    expect(calls(bill)).toBe(0);
  });

  it('is not debited when the hold comes between the intent and the call', async () => {
    const bill = aBill();
    const delivery = await new Delivery(payments, bill).prepare();
    await payments.hold(bill.invoiceId);
    await delivery.act();
    expect(await delivery.record()).toMatchObject([withheld]);
    expect(calls(bill)).toBe(0);
  });

  it('is withheld and not failed when it has no card', async () => {
    const bill = aBill({ cardRef: null });
    await payments.hold(bill.invoiceId);
    expect(await new Delivery(payments, bill).throughAll()).toMatchObject([withheld]);
    expect(await new Delivery(payments, aBill({ cardRef: null })).throughAll()).toMatchObject([{ type: DebitFailed.type }]);
  });

  it('is left as it is when the card was already sent to the bank', async () => {
    const bill = aBill();
    const delivery = await new Delivery(payments, bill).prepare();
    const acting = delivery.act();
    await eventually(() => expect(calls(bill)).toBe(1));
    await payments.hold(bill.invoiceId);
    await acting;
    expect(await delivery.record()).toMatchObject([{ type: InvoicePaid.type }]);
  });

  it('keeps the first reason, and tells it again when its message comes again', async () => {
    const bill = aBill();
    await payments.hold(bill.invoiceId);
    await payments.hold(bill.invoiceId, 'The sale SO-2 was taken back: Also wrong');
    expect(await new Delivery(payments, bill).throughAll()).toMatchObject([withheld]);
    expect(await new Delivery(payments, bill).throughAll()).toMatchObject([withheld]);
    expect(await payments.attemptsOf(bill.invoiceId)).toMatchObject([{ attempt: 1, state: 'prepared', sends: 0 }]);
  });
});
