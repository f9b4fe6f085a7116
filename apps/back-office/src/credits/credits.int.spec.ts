import { randomUUID } from 'node:crypto';
import { eventually } from '@takings/testing';
import { RunningBackOffice } from '../testing/running-back-office';
import { billOf, facts } from '../testing/sample-facts';

let office: RunningBackOffice;

beforeAll(async () => {
  office = await RunningBackOffice.start();
});
afterAll(() => office?.close());

const tell = (...all: Parameters<RunningBackOffice['tap']['eventOf']>[0][]) =>
  Promise.all(all.map((fact) => office.tap.publish(office.tap.eventOf(fact))));

it('are listed once each, with what became of the invoice, and wait for a person', async () => {
  const [withheld, paid] = [billOf(randomUUID(), randomUUID()), billOf(randomUUID(), randomUUID())];
  await tell(facts.credit(withheld), facts.credit(withheld), facts.withheld(withheld), facts.due(withheld));
  await eventually(async () =>
    expect((await office.get(`/api/credits?invoiceId=${withheld.invoiceId}`)).body.credits[0]?.invoiceState).toBe('withheld'),
  );
  await tell(facts.paid(paid), facts.credit(paid));
  await eventually(async () => expect((await office.get('/api/credits')).body.credits).toHaveLength(2));
  const { body: first } = await office.get('/api/credits?limit=1');
  const { body: second } = await office.get(`/api/credits?limit=1&after=${first.next}`);
  expect([first, second].map(({ credits }) => [credits[0].invoiceId, credits[0].invoiceState, credits[0].creditMinor])).toEqual([
    [paid.invoiceId, 'paid', 5880],
    [withheld.invoiceId, 'withheld', 5880],
  ]);
  expect(second.next).toBeNull();
  const { body: invoice } = await office.get(`/api/invoices/${withheld.invoiceId}`);
  expect(invoice.needsYou).toBe(true);
  expect(invoice.timeline.map(({ words }: { words: string }) => words)).toContain(
    'Credit of £58.80 proposed: the sale SO-1 was taken back',
  );
  expect((await office.get('/api/credits?after=x')).body.field).toBe('after');
});
