import { type DataOf, InvoicePaid, StuckRaised, StuckResolved, StuckSettled } from '@takings/contracts';
import type { Done } from '@takings/messaging';
import type { Bill } from '../charge-card/attempt.row';
import { Charging, MINUTE_MS } from '../testing/charging';
import { LetChargeGo } from './let-charge-go.stage';

jest.setTimeout(30_000);

const charging = Charging.forEachTest();
const { billed, delivered, attemptOf, reference, told, sweepAfter } = charging;

const raised = () =>
  charging.payments.told.filter(({ type }) => type === StuckRaised.type).map(({ data }) => data as DataOf<typeof StuckRaised>);
/** Its process claims the charge and dies before a byte is sent. */
async function cutOff(bill: Bill) {
  const { prepared } = (await delivered(bill).prepare()) as unknown as { prepared: { attempt: { id: string }; sender: string } };
  const now = charging.payments.clock.now();
  await charging.payments.db.query(
    `update attempt set state = 'sending', sender = $2, sends = 1, "sentAt" = $3, "nextAskAt" = $3 where id = $1`,
    [prepared.attempt.id, prepared.sender, now],
  );
}
async function stuckFor(bill: Bill) {
  for (const wait of [0, 1, 5, 15, 60]) await sweepAfter(wait * MINUTE_MS);
  const { id } = await attemptOf(bill);
  const item = raised().find(({ stuckId }) => stuckId === id);
  if (!item) throw new Error(`nobody was told of ${bill.invoiceNumber}`);
  return item;
}
const resolve = (item: { stuckId: string; app: string; round: number }, action: 'retry' | 'discard' = 'discard') =>
  charging.payments.db.transaction(async (db) => {
    const { data } = StuckResolved.of({ ...item, action, resolvedBy: 'Ada', because: 'Support has no such payment' });
    const done = { data } as unknown as Done<typeof StuckResolved>;
    return new LetChargeGo(charging.payments.clock).record(done, { manager: async () => db } as never);
  });

describe('a charge that was cut off before it reached the gateway', () => {
  it('waits for a person, who may let it go but not repeat it', async () => {
    const bill = billed();
    await cutOff(bill);
    const item = await stuckFor(bill);
    expect(item).toMatchObject({ kind: 'uncertain', actions: ['discard'], subject: bill.invoiceId });
    expect(item.reason).toContain(reference(bill));
    expect(charging.gateway.auths(reference(bill))).toEqual([]);
  });

  it('no longer waits nor counts once it is let go, is never sent, and is told when the bank knows of it after all', async () => {
    const bill = billed();
    await cutOff(bill);
    const item = await stuckFor(bill);
    expect(await charging.payments.uncertain.oldestSeconds()).toBeGreaterThan(0);
    expect(await resolve(item)).toMatchObject([
      { type: StuckSettled.type, data: { stuckId: item.stuckId, round: 1, outcome: 'discarded', settledBy: 'Ada' } },
    ]);
    expect(await charging.payments.uncertain.oldestSeconds()).toBe(0);
    expect(await delivered(bill).throughAll()).toEqual([]);
    for (let i = 0; i < 3; i++) await sweepAfter(6 * 60 * MINUTE_MS);
    expect(charging.gateway.auths(reference(bill))).toEqual([]);
    expect(raised()).toHaveLength(1);
    const { orderReference, cardRef, amountMinor, currency, subscriptionNumber } = await attemptOf(bill);
    await charging.opened[0]!.cards.charge({ orderReference, cardRef, amountMinor, currency, subscriptionNumber });
    await sweepAfter(6 * 60 * MINUTE_MS);
    expect(told(bill).at(-1)).toBe(InvoicePaid.type);
  });

  it('is let go once', async () => {
    const bill = billed();
    await cutOff(bill);
    const item = await stuckFor(bill);
    expect(await resolve(item)).toHaveLength(1);
    expect(await resolve(item)).toEqual([]);
  });

  it.each<[string, { action?: 'retry'; round?: number; app?: string; stuckId?: string }]>([
    ['to try it again', { action: 'retry' }],
    ['of an earlier round', { round: 7 }],
    ['about an item of another app', { app: 'invoice-mailer' }],
    ['about nothing of ours', { stuckId: '00000000-0000-4000-8000-000000000000' }],
  ])('does not mind a decision %s', async (_, { action, ...changes }) => {
    const bill = billed();
    await cutOff(bill);
    expect(await resolve({ ...(await stuckFor(bill)), ...changes }, action)).toEqual([]);
    expect(await charging.payments.uncertain.oldestSeconds()).toBeGreaterThan(0);
  });

  it('is not let go when the bank has answered meanwhile', async () => {
    const bill = billed({ reply: 'drop' });
    await delivered(bill).throughAll();
    for (const record of charging.gateway.books) record.visible = false;
    const item = await stuckFor(bill);
    charging.gateway.showAll();
    await sweepAfter(6 * 60 * MINUTE_MS);
    expect(told(bill).at(-1)).toBe(InvoicePaid.type);
    expect(await resolve(item)).toEqual([]);
  });
});
