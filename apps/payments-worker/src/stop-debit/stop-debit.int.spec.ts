import {
  DebitNotStopped,
  DebitResumed,
  DebitStopped,
  type Given,
  InvoiceHoldLifted,
  InvoiceHoldRequested,
  InvoicePaid,
  InvoiceVoidCleared,
  InvoiceVoidRequested,
} from '@takings/contracts';
import type { Bill } from '../charge-card/attempt.row';
import { Charging, types } from '../testing/charging';
import { Delivery } from '../testing/delivery';

jest.setTimeout(60_000);

const charging = Charging.forEachTest();
const { billed, delivered, attemptOf, reference, onItsWay, sweepAfter } = charging;

const because = 'the customer asked us to';
const hold = (bill: Bill, turn = 1) => InvoiceHoldRequested.of({ ...bill, turn, requestedBy: 'Ada', because });
const lift = (bill: Bill, turn = 2) => InvoiceHoldLifted.of({ ...bill, turn, liftedBy: 'Ada' });
const takeBack = (bill: Bill, turn = 1) => InvoiceVoidRequested.of({ ...bill, turn, requestedBy: 'Ada', because });

/** What the stage answers to a decision, committed. */
const decided = ({ type, data }: Given): Promise<Given[]> =>
  charging.payments.db.transaction((db) =>
    charging.payments.stop.record({ data, event: { type } } as never, { manager: async () => db } as never),
  );
const auths = (bill: Bill) => charging.gateway.auths(reference(bill)).length;

describe('an invoice on hold', () => {
  it('is not debited when its mail has gone out, and is once it is let go on', async () => {
    const bill = billed();
    expect(types(await decided(hold(bill)))).toEqual([DebitStopped.type]);
    expect(await delivered(bill).throughAll()).toEqual([]);
    expect(auths(bill)).toBe(0);
    const [resumed] = await decided(lift(bill));
    expect(resumed).toMatchObject({ type: DebitResumed.type, data: bill });
    expect(types(await delivered(resumed!.data as Bill).throughAll())).toEqual([InvoicePaid.type]);
    expect(auths(bill)).toBe(1);
  });

  it('that is let go on before its mail has gone out is debited when it has', async () => {
    const bill = billed();
    await decided(hold(bill));
    expect(await decided(lift(bill))).toEqual([]);
    expect(types(await delivered(bill).throughAll())).toEqual([InvoicePaid.type]);
  });

  it('that is let go on while its debit is being put off comes again by itself', async () => {
    const bill = billed();
    await decided(hold(bill));
    const slow = await (await delivered(bill).prepare()).act();
    expect(await decided(lift(bill))).toEqual([]);
    expect(types(await slow.record())).toEqual([DebitResumed.type]);
  });

  it('minds the later decision, whichever comes first', async () => {
    const bill = billed();
    await decided(lift(bill, 2));
    await decided(hold(bill, 1));
    expect(types(await delivered(bill).throughAll())).toEqual([InvoicePaid.type]);
  });
});

describe('a debit that has begun', () => {
  it('is neither put on hold nor is its invoice taken back', async () => {
    const bill = billed({ reply: 'hold' });
    const { slow, acting } = await onItsWay(bill);
    for (const decision of [hold(bill), takeBack(bill)]) {
      expect(await decided(decision)).toMatchObject([
        { type: DebitNotStopped.type, data: { reason: expect.stringContaining('not known') } },
      ]);
    }
    charging.gateway.release();
    await acting;
    expect(types(await slow.record())).toEqual([InvoicePaid.type]);
  });

  it('of which nobody knows the outcome is not taken back, and goes on being asked after', async () => {
    const bill = billed({ reply: 'drop' });
    await delivered(bill).throughAll();
    expect(types(await decided(takeBack(bill)))).toEqual([DebitNotStopped.type]);
    await sweepAfter(60_000);
    expect((await attemptOf(bill)).state).toBe('paid');
    expect(await decided(takeBack(bill, 2))).toMatchObject([{ data: { reason: 'The card was debited before.' } }]);
  });
});

it('an invoice is cleared to be taken back or its card is debited, never both, whoever is faster', async () => {
  for (let round = 0; round < 20; round += 1) {
    const bill = billed();
    const sending = new Delivery(charging.payments, bill);
    const charge = round % 2 === 0 ? sending.throughAll() : sending.prepare().then(() => sending.act().then(() => sending.record()));
    const [answer] = (await Promise.all([decided(takeBack(bill)), charge]))[0];
    expect([auths(bill), answer!.type]).toEqual(auths(bill) === 0 ? [0, InvoiceVoidCleared.type] : [1, DebitNotStopped.type]);
  }
});
