import { BankAsked, DebitFailed, DebitHeld, DebitUncertain, InvoicePaid } from '@takings/contracts';
import { Conflict } from '@takings/runtime';
import { type FreshDatabase, freshDatabase } from '@takings/testing';
import * as fc from 'fast-check';
import { BadWorld } from '../testing/bad-world';
import { Delivery } from '../testing/delivery';
import { FakeBank, FATES } from '../testing/fake-bank';
import { Payments, policy } from '../testing/payments';
import { aBill } from '../testing/samples';
import { ASK_FOR_EVER_MS, patienceMs } from './asking';
import type { Bill } from './attempt.row';

const schedule = fc.record({
  choices: fc.array(fc.nat({ max: 5_039 }), { minLength: 10, maxLength: 40, size: 'max' }),
  fates: fc.array(fc.constantFrom(...FATES), { maxLength: 4 }),
  visibleAtOnce: fc.boolean(),
});

describe('charging once', () => {
  let database: FreshDatabase;
  let bank: FakeBank;
  let payments: Payments;

  beforeAll(async () => {
    database = await freshDatabase();
    bank = new FakeBank();
    payments = await Payments.on(database.url, bank);
  });
  afterAll(async () => {
    await payments?.close();
    await database?.drop();
  });

  /** The bank is there and tells all, the broker delivers until the stage has taken the message, time passes. */
  async function heal(bill: Bill) {
    Object.assign(bank, { fates: [], reachable: true, gate: async () => undefined });
    bank.showAll();
    const { eventId } = new Delivery(payments, bill);
    for (let i = 0; i < 3 && !Delivery.recorded.has(eventId); i++) await new Delivery(payments, bill, eventId).throughAll();
    for (let i = 0; i < 3; i++) {
      payments.clock.advance(patienceMs(policy.askAfterMs) + ASK_FOR_EVER_MS);
      await payments.sweep.sweep();
    }
  }

  async function expectGoodEnd(bill: Bill) {
    const debits = bank.debitsOf(bill.invoiceNumber);
    expect(debits.length).toBeLessThanOrEqual(1);
    // However often the bank is asked, each question is told.
    const facts = payments.told.filter(({ subject, type }) => subject === bill.invoiceId && type !== BankAsked.type);
    const told = facts.map(({ type }) => type);
    // Each attempt may become uncertain, the second after the first was void; whatever else is told, is told once of the invoice.
    const distinct = facts.map(({ type, data }) =>
      type === DebitUncertain.type ? `${type} ${(data as { attempt: number }).attempt}` : type,
    );
    expect(distinct).toEqual([...new Set(distinct)]);
    const attempts = await payments.attemptsOf(bill.invoiceId);
    const last = attempts.at(-1);
    expect(attempts.slice(0, -1).every(({ state }) => state === 'void')).toBe(true);
    const booked = debits[0]?.kind === 'booked';
    expect([last?.state === 'paid', told.includes(InvoicePaid.type)]).toEqual([booked, booked]);
    const held = debits[0]?.kind === 'held';
    expect([last?.state === 'held', told.includes(DebitHeld.type)]).toEqual([held, held]);
    expect(told.includes(DebitFailed.type)).toBe(last?.state === 'failed');
    // What remains open is what nobody knows of, and a person has been told.
    if (last?.state === 'asking') expect([told.includes(DebitUncertain.type), last.stuckRound]).toEqual([true, 1]);
    else expect(['paid', 'held', 'failed']).toContain(last?.state);
  }

  it('does not send again what another process sent and took back between its prepare and its act', async () => {
    const bill = aBill();
    const [first, second] = [await new Delivery(payments, bill).prepare(), await new Delivery(payments, bill).prepare()];
    bank.fates = ['booked, though refused for the moment'];
    await first.act();
    await second.act();
    expect(second.error).toBeInstanceOf(Conflict);
    await heal(bill);
    await expectGoodEnd(bill);
  });

  it('debits an invoice at most once, tells each fact once and ends in one state, whatever is lost, late or repeated', async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async ({ choices, fates, visibleAtOnce }) => {
        await payments.db.query('truncate attempt, attempt_answer');
        Object.assign(bank, { fates: [...fates], visibleAtOnce, reachable: true });
        const world = new BadWorld(payments, bank);
        try {
          for (const choice of choices) await world.happen(choice);
          await world.end();
          await heal(world.bill);
          await expectGoodEnd(world.bill);
        } catch (error) {
          throw new Error(`${(error as Error).message}\nafter: ${world.story.join('; ')}`, { cause: error });
        }
      }),
      {
        numRuns: 100,
        examples: [
          // Uncertain, then void as our request was at fault; a second attempt becomes uncertain as well.
          [
            {
              choices: [0, 0, 0, 5034, 5035, 522, 0, 0, 0, 1192, 0, 0, 2407, 0, 3942],
              fates: ['our fault'],
              visibleAtOnce: false,
            },
          ],
        ],
      },
    );
  }, 180_000);
});
