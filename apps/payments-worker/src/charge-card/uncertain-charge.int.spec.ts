import { DebitUncertain, InvoicePaid, StuckRaised, StuckSettled } from '@takings/contracts';
import { Conflict } from '@takings/runtime';
import { Charging, MINUTE_MS, types } from '../testing/charging';
import { Delivery } from '../testing/delivery';
import type { Treatment } from '../testing/fake-gateway';
import type { Bill } from './attempt.row';

jest.setTimeout(30_000);

describe('charging a card', () => {
  const charging = Charging.forEachTest();
  const { worker, billed, delivered, attemptOf, reference, told, onItsWay, sweepAfter } = charging;

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
        data: { nextAskAt: new Date(charging.payments.clock.now().getTime() + MINUTE_MS).toISOString() },
      });
      await sweepAfter(MINUTE_MS - 1);
      expect(told(bill)).toEqual([DebitUncertain.type]);
      await sweepAfter(1);
      await sweepAfter(24 * 60 * MINUTE_MS);
      expect(told(bill)).toEqual([DebitUncertain.type, InvoicePaid.type]);
      expect(charging.gateway.auths(reference(bill))).toHaveLength(1);
    });

    it('asks after a charge whose reply comes too late, and does not mind the reply', async () => {
      const impatient = await worker({}, { timeoutMs: 100 });
      const bill = billed({ reply: 'hold' });
      expect(types(await new Delivery(impatient, bill).throughAll())).toEqual([DebitUncertain.type]);
      charging.gateway.release();
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
      charging.gateway.treat(bill.cardRef as string, {});
      await lateBooking(bill);
      await sweepAfter(6 * 60 * MINUTE_MS);
      expect(told(bill).slice(2)).toEqual([InvoicePaid.type]);
      const settled = charging.payments.told.filter(({ type }) => type === StuckSettled.type);
      expect(settled).toMatchObject([{ data: { stuckId: (await attemptOf(bill)).id, outcome: 'came-right', round: 1 } }]);
      expect(charging.gateway.auths(reference(bill))).toHaveLength(2); // ours, and the late one of the test itself
    });

    it('belongs to the sweep: a late answer of the stage tells nothing but calls it at once', async () => {
      const bill = billed({ reply: 'hold' });
      const { slow, acting } = await onItsWay(bill);
      charging.gateway.books[0]!.visible = false;
      charging.payments.clock.advance(75_000);
      expect(types(await delivered(bill).throughAll())).toEqual([DebitUncertain.type]);
      charging.gateway.showAll();
      charging.gateway.release();
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
      charging.gateway.release();
      await acting;
      expect(types(await slow.record())).toEqual([StuckSettled.type]);
      expect(slow.parked).toMatchObject({ kind: 'rejected' });
      charging.gateway.treat(bill.cardRef as string, {});
      expect(await delivered(bill).throughAll()).toMatchObject([{ type: InvoicePaid.type, data: { attempt: 2 } }]);
    });

    it('keeps asking after the bank could not be asked, and no message is needed', async () => {
      const bill = billed({ reply: 'drop' });
      await delivered(bill).throughAll();
      charging.gateway.everything = 503;
      await sweepAfter(MINUTE_MS);
      expect(await attemptOf(bill)).toMatchObject({ state: 'asking', asks: 0 });
      charging.gateway.everything = null;
      await sweepAfter(MINUTE_MS);
      expect(told(bill)).toEqual([DebitUncertain.type, InvoicePaid.type]);
      expect((await charging.payments.answersOf(await attemptOf(bill))).map(({ outcome }) => outcome)).toEqual([
        'unknown',
        'not-asked',
        'booked',
      ]);
    });

    it('is asked by one of two sweeps at a time', async () => {
      const other = await worker();
      const bills = Array.from({ length: 30 }, () => billed({ reply: 'drop' }));
      await Promise.all(bills.map((bill) => delivered(bill).throughAll()));
      other.clock.advance(MINUTE_MS);
      charging.payments.clock.advance(MINUTE_MS);
      await Promise.all([charging.payments.sweep.sweep(), other.sweep.sweep()]);
      const queries = charging.gateway.requests.filter(({ requesttypedescriptions }) => requesttypedescriptions[0] === 'TRANSACTIONQUERY');
      expect(queries).toHaveLength(30);
      const paid = [...charging.payments.told, ...other.told].filter(({ type }) => type === InvoicePaid.type);
      expect(new Set(paid.map(({ subject }) => subject)).size).toBe(30);
      expect(paid).toHaveLength(30);
    });

    it('is told by its age to whoever watches, from the moment its call must have ended', async () => {
      const { uncertain } = charging.payments;
      const [first, second] = [billed({ reply: 'drop' }), billed()];
      expect(await uncertain.oldestSeconds()).toBe(0);
      await (await delivered(second).prepare()).act(); // its process dies
      charging.payments.clock.advance(74_000);
      expect(await uncertain.oldestSeconds()).toBe(0);
      charging.payments.clock.advance(1_000);
      expect(await uncertain.oldestSeconds()).toBe(75);
      await sweepAfter(0);
      expect(told(second)).toEqual([InvoicePaid.type]);
      await delivered(first).throughAll();
      charging.payments.clock.advance(30_000);
      expect(await uncertain.oldestSeconds()).toBe(30);
      await sweepAfter(MINUTE_MS);
      expect(await uncertain.oldestSeconds()).toBe(0);
    });

    async function lateBooking(bill: Bill) {
      const { orderReference, cardRef, amountMinor, currency, subscriptionNumber } = await attemptOf(bill);
      await charging.opened[0]?.cards.charge({ orderReference, cardRef, amountMinor, currency, subscriptionNumber });
    }
  });

  describe('when the message comes to another process during the call', () => {
    it('waits for the answer and tells no doubt', async () => {
      const bill = billed({ reply: 'hold' });
      const { slow, acting } = await onItsWay(bill);
      charging.gateway.books[0]!.visible = false;
      const other = delivered(bill);
      expect(await other.throughAll()).toEqual([]);
      expect(other.error).toMatchObject({ name: 'Unavailable', everybody: false });
      charging.gateway.release();
      await acting;
      expect(types(await slow.record())).toEqual([InvoicePaid.type]);
    });

    it('sends what the first one could not send, and is not uncertain for ever', async () => {
      const bill = billed({ code: '21000', reply: 'hold' });
      const { acting } = await onItsWay(bill);
      expect(await delivered(bill).throughAll()).toEqual([]);
      charging.gateway.release();
      await acting;
      charging.gateway.treat(bill.cardRef as string, {});
      expect(types(await delivered(bill).throughAll())).toEqual([InvoicePaid.type]);
      expect(told(bill)).toEqual([InvoicePaid.type]);
    });

    it('begins anew when the first one takes its sending back before the other has recorded that nobody knows of it', async () => {
      const bill = billed({ code: '21000', reply: 'hold' });
      const { acting } = await onItsWay(bill);
      charging.payments.clock.advance(75_000);
      const other = await (await delivered(bill).prepare()).act();
      charging.gateway.release();
      await acting;
      expect(await other.record()).toEqual([]);
      expect(other.error).toBeInstanceOf(Conflict);
      charging.gateway.treat(bill.cardRef as string, {});
      expect(types(await delivered(bill).throughAll())).toEqual([InvoicePaid.type]);
    });
  });
});
