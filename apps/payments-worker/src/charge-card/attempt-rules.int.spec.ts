import { Charging } from '../testing/charging';
import type { Bill } from './attempt.row';

jest.setTimeout(30_000);

describe('charging a card', () => {
  const charging = Charging.forEachTest();
  const { billed, delivered } = charging;

  describe('the database', () => {
    const broken = async (bill: Bill, change: string) => {
      await delivered(bill).throughAll();
      return charging.payments.db.query(`update attempt set ${change}`);
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
        charging.payments.db.query(`insert into attempt select gen_random_uuid(), "invoiceId", attempt + 1, "orderReference" || 'x', "amountMinor", currency, "cardRef",
          "subscriptionNumber", '${state}', null, 0, 0, null, null, 0, ${rest} from attempt where attempt = 1`);
      const prepared = `null, null, bill, "correlationId", "openedAt", null, null`;
      await expect(again('paid', `'55-9-2', null, bill, "correlationId", "openedAt", null, now()`)).rejects.toThrow('attempt_one_paid');
      await again('prepared', prepared);
      await expect(again('prepared', prepared)).rejects.toThrow(/duplicate key/);
    });
  });
});
