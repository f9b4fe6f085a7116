import { randomUUID } from 'node:crypto';
import { type Given, StuckRaised, StuckSettled } from '@takings/contracts';
import { eventually } from '@takings/testing';
import { RunningBackOffice } from '../testing/running-back-office';
import { type Bill, billOf, facts } from '../testing/sample-facts';

let office: RunningBackOffice;
beforeAll(async () => {
  office = await RunningBackOffice.start();
});
afterAll(() => office?.close());

const publish = async (...given: Given[]) => {
  for (const fact of given) await office.tap.publish(office.tap.eventOf(fact));
};
const stuckIn = (stage: string, { invoiceId }: Bill, stuckId = randomUUID()): Given =>
  StuckRaised.of({
    ...{ stuckId, app: 'payments-worker', round: 1, stage, kind: 'uncertain', reason: 'Nobody knows', factType: null, subject: invoiceId },
    ...{ actions: [], raisedAt: '2026-11-01T10:00:00.000Z' },
  });
const bill = (currency: string) => billOf(randomUUID(), randomUUID(), { currency });
const shows = (...lines: string[]) =>
  eventually(async () => {
    const metrics = await (await fetch(`${office.url}/metrics`)).text();
    const figures = metrics.split('\n').filter((line) => line.startsWith('takings_stuck_money_minor{'));
    expect(figures.map((line) => line.replace(',app="back-office"', '')).sort()).toEqual(lines);
  });

it('is told for each currency while a person is waited for, and not for what is in the books', async () => {
  const { due, filed, mailed, uncertain, paid, recorded, withheld, failed } = facts;
  const [asked, held, taken, euros, fine] = [bill('GBP'), bill('GBP'), bill('GBP'), bill('EUR'), bill('GBP')];
  const stuckId = randomUUID();
  await publish(due(asked), filed(asked), mailed(asked), uncertain(asked), stuckIn('charge-card', asked));
  await publish(due(held), filed(held), withheld(held));
  await publish(due(taken), filed(taken), paid(taken), recorded(taken), stuckIn('notify-payer', taken));
  await publish(due(euros), stuckIn('file-in-xero', euros, stuckId));
  await publish(due(fine), filed(fine), mailed(fine), failed(fine));
  await shows('takings_stuck_money_minor{currency="EUR"} 5880', 'takings_stuck_money_minor{currency="GBP"} 11760');
  await publish(StuckSettled.of({ stuckId, app: 'invoicing-worker', round: 1, outcome: 'retried', settledBy: 'Ada' }));
  await shows('takings_stuck_money_minor{currency="EUR"} 0', 'takings_stuck_money_minor{currency="GBP"} 11760');
});
