import { DebitFailed, DebitHeld, InvoicePaid, StuckRaised, StuckSettled } from '@takings/contracts';
import { InvalidInput, Unavailable } from '@takings/runtime';
import { Charging, MINUTE_MS, types } from '../testing/charging';
import { Delivery } from '../testing/delivery';
import { patienceMs } from './asking';

jest.setTimeout(30_000);

describe('charging a card', () => {
  const charging = Charging.forEachTest();
  const { worker, billed, delivered, attemptOf, reference, told, sweepAfter } = charging;

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
    expect(charging.gateway.requests).toEqual([]);
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
    expect(charging.gateway.requests.map(({ subscriptionnumber }) => subscriptionnumber)).toEqual(['2', '3']);
  });

  it('charges once when two messages tell of the same invoice', async () => {
    const bill = billed();
    await delivered(bill).throughAll();
    expect(await delivered(bill).throughAll()).toEqual([]);
    expect(charging.gateway.debits(reference(bill))).toHaveLength(1);
  });

  it('lets one of many that hold the same attempt send it', async () => {
    const bill = billed();
    const all = [delivered(bill), delivered(bill), delivered(bill)];
    for (const delivery of all) await delivery.prepare();
    await Promise.all(all.map((delivery) => delivery.act()));
    for (const delivery of all) await delivery.record();
    expect(charging.gateway.auths(reference(bill))).toHaveLength(1);
  });

  describe('when the process dies', () => {
    it('before the call, sends what was certainly not sent', async () => {
      const bill = billed();
      await delivered(bill).prepare();
      expect(types(await delivered(bill).throughAll())).toEqual([InvoicePaid.type]);
      expect(charging.gateway.auths(reference(bill))).toHaveLength(1);
    });

    it('between the call and its record, asks and does not send again', async () => {
      const bill = billed();
      await (await delivered(bill).prepare()).act();
      expect(types(await delivered(bill).throughAll())).toEqual([InvoicePaid.type]);
      expect(charging.gateway.auths(reference(bill))).toHaveLength(1);
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

  it('shows a held debit to people at once and goes on when it is released', async () => {
    const bill = billed({ settleStatus: '2' });
    expect(types(await delivered(bill).throughAll())).toEqual([DebitHeld.type, StuckRaised.type]);
    await sweepAfter(MINUTE_MS);
    expect(told(bill)).toHaveLength(2);
    for (const record of charging.gateway.books) record.settlestatus = '10';
    await sweepAfter(patienceMs([5 * MINUTE_MS]));
    expect(told(bill).slice(2)).toEqual([InvoicePaid.type]);
    expect(types(charging.payments.told)).toContain(StuckSettled.type);
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
      expect(charging.gateway.requests.map(({ requesttypedescriptions }) => requesttypedescriptions[0])).toEqual([
        'TRANSACTIONQUERY',
        'AUTH',
      ]);
      expect(await charging.payments.attemptsOf(bill.invoiceId)).toHaveLength(1);
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
      expect(charging.gateway.auths(reference(bill))).toHaveLength(1);
    });

    it('waits for a person when our request is at fault, and a retry is a new attempt', async () => {
      const bill = billed({ code: '30000', data: { errordata: ['baseamount'] } });
      const first = delivered(bill);
      expect(await first.throughAll()).toEqual([]);
      expect(first.parked).toEqual({ kind: 'rejected', reason: expect.stringContaining('30000 (Invalid field), fields baseamount') });
      charging.gateway.treat(bill.cardRef as string, {});
      expect(await delivered(bill).throughAll()).toMatchObject([
        { type: InvoicePaid.type, data: { attempt: 2, orderReference: reference(bill, 2) } },
      ]);
      expect((await charging.payments.attemptsOf(bill.invoiceId)).map(({ state }) => state)).toEqual(['void', 'paid']);
    });

    it('takes back only its own sending', async () => {
      const bill = billed();
      await (await delivered(bill).prepare()).act();
      const late = await delivered(bill).prepare();
      charging.gateway.everything = 404;
      await late.act();
      expect(late.error).toBeInstanceOf(Unavailable);
      expect(await attemptOf(bill)).toMatchObject({ state: 'sending' });
    });
  });

  it('asks before every charge when a backup was restored', async () => {
    const bill = billed();
    await delivered(bill).throughAll();
    await charging.payments.db.query('truncate attempt, attempt_answer cascade');
    const restored = await worker({ askEverythingFirst: true });
    expect(types(await new Delivery(restored, bill).throughAll())).toEqual([InvoicePaid.type]);
    expect(charging.gateway.debits(reference(bill))).toHaveLength(1);
    expect(types(await new Delivery(restored, billed()).throughAll())).toEqual([InvoicePaid.type]);
  });

  it('keeps every answer', async () => {
    const bill = billed({ code: '60010', booked: true });
    await delivered(bill).throughAll();
    await sweepAfter(MINUTE_MS);
    expect(await charging.payments.answersOf(await attemptOf(bill))).toMatchObject([
      { outcome: 'unknown', gatewayCode: '60010', message: expect.stringContaining('Bank System Error') },
      { outcome: 'booked', gatewayCode: '0', bankCode: '00' },
    ]);
  });
});
