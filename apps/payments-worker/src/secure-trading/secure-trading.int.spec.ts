import net from 'node:net';
import { Unavailable } from '@takings/runtime';
import { FakeGateway, type Treatment } from '../testing/fake-gateway';
import { anOrder } from '../testing/samples';
import type { SecureTradingAccount } from './account';
import { SecureTrading } from './secure-trading';

const account: Omit<SecureTradingAccount, 'url'> = {
  alias: FakeGateway.alias,
  password: FakeGateway.password,
  siteReference: FakeGateway.site,
  accountType: 'RECUR',
  subscriptionType: 'RECURRING',
  initiationReason: null,
  timeoutMs: 10_000,
  connectTimeoutMs: 10_000,
  idleConnections: 5,
};

describe('the client of Secure Trading', () => {
  let gateway: FakeGateway;
  let cards: SecureTrading;
  let opened: SecureTrading[] = [];
  const client = (changes: Partial<SecureTradingAccount> = {}) => {
    const made = new SecureTrading({ ...account, url: gateway.url, ...changes });
    opened.push(made);
    return made;
  };
  const charged = (treatment: Treatment) => {
    gateway.treat(order.cardRef, treatment);
    return cards.charge(order);
  };
  const order = anOrder();

  beforeEach(async () => {
    gateway = await FakeGateway.start();
    cards = client();
  });
  afterEach(async () => {
    for (const made of opened) made.onApplicationShutdown();
    opened = [];
    await gateway.close();
  });

  it('debits a stored card, in minor units and as a merchant who uses it again', async () => {
    expect(await cards.charge(order)).toMatchObject({ kind: 'booked', gatewayCode: '0' });
    expect(gateway.requests[0]).toMatchObject({
      sitereference: FakeGateway.site,
      requesttypedescriptions: ['AUTH'],
      accounttypedescription: 'RECUR',
      parenttransactionreference: order.cardRef,
      baseamount: '14400',
      currencyiso3a: 'GBP',
      orderreference: 'TK-1-1',
      credentialsonfile: '2',
      subscriptiontype: 'RECURRING',
      subscriptionnumber: '2',
    });
    expect(gateway.requests[0]).toHaveProperty('currencyiso3a', 'GBP');
  });

  it('sends a reason in place of a series where the account is set up so', async () => {
    await client({ subscriptionType: null, initiationReason: 'C' }).charge(order);
    expect(gateway.requests[0]).toMatchObject({ initiationreason: 'C' });
    expect(gateway.requests[0]).not.toHaveProperty('subscriptiontype');
  });

  it('keeps its connection for the next charge', async () => {
    for (let i = 0; i < 5; i++) await cards.charge(order);
    expect(gateway.connections).toBe(1);
  });

  it.each<[string, Treatment]>([
    ['the line is dropped after the booking', { reply: 'drop' }],
    ['the gateway answers 60010', { code: '60010', booked: true }],
    ['the gateway fails with HTTP 500', { reply: 500 }],
    ['the gateway fails with HTTP 503', { reply: 503 }],
    ['a 302 may come after the work', { reply: 302 }],
    ['the reply is no JSON', { reply: () => '<html>' }],
    ['the reply is cut off', { reply: () => '{"requestreference":' }],
    ['the reply is no envelope', { reply: () => [] }],
    ['the reply has no response', { reply: (answer) => ({ ...answer, response: [] }) }],
    ['the reply is to another request', { reply: (answer) => ({ ...answer, requestreference: 'A00000000' }) }],
    ['the reply is about another charge', { data: { orderreference: 'TK-2-1' } }],
    ['another amount was booked', { data: { baseamount: '14401' } }],
    ['another currency was booked', { data: { currencyiso3a: 'EUR' } }],
    ['the code is unheard of', { code: '98765' }],
  ])('does not know whether it debited when %s, and sends it once', async (_, treatment) => {
    expect((await charged(treatment)).kind).toBe('unknown');
    expect(gateway.auths(order.orderReference)).toHaveLength(1);
  });

  it('does not know whether it debited when the reply comes after our time-out', async () => {
    gateway.treat(order.cardRef, { reply: 'hold' });
    const outcome = await client({ timeoutMs: 100 }).charge(order);
    expect(outcome).toMatchObject({ kind: 'unknown', says: expect.stringContaining('no reply within 100 ms') });
  });

  it('never sends again what died on a kept connection', async () => {
    await cards.charge(order);
    expect((await charged({ reply: 'drop' })).kind).toBe('unknown');
    expect(gateway.connections).toBe(1);
    expect(gateway.auths(order.orderReference)).toHaveLength(2);
  });

  it.each<[string, Treatment, object]>([
    ['funds', { code: '70000', bankCode: '51' }, { kind: 'refused', failure: 'insufficient-funds' }],
    ['a stolen card', { code: '70000', bankCode: '43' }, { kind: 'refused', failure: 'card-blocked' }],
    ['an expired card', { code: '70000', bankCode: '54' }, { kind: 'refused', failure: 'expired' }],
    ['authentication', { code: '71000' }, { kind: 'refused', failure: 'authentication-required' }],
    ['a referral', { code: '72000' }, { kind: 'refused', failure: 'refer-to-bank' }],
    ['a suspension', { settleStatus: '2' }, { kind: 'held' }],
    ['a card of another currency', { code: '20015' }, { kind: 'rejected' }],
    ['an invalid field', { code: '30000', data: { errordata: ['baseamount'] } }, { kind: 'rejected' }],
  ])('says how it went with %s', async (_, treatment, outcome) => {
    expect(await charged(treatment)).toMatchObject(outcome);
  });

  const failure = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Unavailable);
    return error as Unavailable;
  };

  it('is unavailable for everybody when nobody listens, as nothing was sent', async () => {
    await gateway.close();
    const error = await failure(cards.charge(order));
    expect(error.everybody).toBe(true);
    expect(error.message).toContain('ECONNREFUSED');
    gateway = await FakeGateway.start();
  });

  it('is unavailable for everybody when no secure connection comes about, as nothing was sent', async () => {
    const url = gateway.url.replace('http:', 'https:');
    expect((await failure(client({ url }).charge(order))).everybody).toBe(true);
  });

  it('is unavailable for everybody when a server takes the connection and keeps silent, as nothing was sent', async () => {
    // It reads, so that it sees the client go: a socket that is never read stays half open and keeps the tests from ending.
    const silent = net.createServer((socket) => socket.resume());
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    const { port } = silent.address() as net.AddressInfo;
    const error = await failure(client({ url: `https://127.0.0.1:${port}/`, connectTimeoutMs: 100 }).charge(order));
    silent.close();
    expect(error).toMatchObject({ everybody: true, message: expect.stringContaining('no connection within 100 ms') });
  });

  it('says that the credentials are wrong', async () => {
    const error = await failure(client({ password: 'wrong' }).charge(order));
    expect(error).toMatchObject({ everybody: true, message: expect.stringContaining('ST_ALIAS or ST_PASSWORD is wrong') });
  });

  it.each([301, 307, 404, 429])('debits nothing when the door turns it away with HTTP %i, and follows no redirect', async (status) => {
    gateway.everything = status;
    expect((await failure(cards.charge(order))).everybody).toBe(true);
    expect(gateway.connections).toBe(1);
  });

  it.each([
    ['21000', true],
    ['60023', true],
    ['90007', false],
  ])('is unavailable after %s; for everybody: %s', async (code, everybody) => {
    expect((await failure(charged({ code }))).everybody).toBe(everybody);
  });

  it('finds what became of a charge whose reply was lost', async () => {
    expect((await cards.find(order)).kind).toBe('not-found');
    await charged({ reply: 'drop' });
    expect(await cards.find(order)).toMatchObject({ kind: 'booked', gatewayCode: '0' });
    expect((await cards.find(anOrder({ orderReference: 'TK-1-2' }))).kind).toBe('not-found');
  });

  it('learns nothing when it could not ask', async () => {
    gateway.everything = 502;
    expect((await failure(cards.find(order))).message).toContain('could not be asked after TK-1-1');
  });
});
