import { randomUUID } from 'node:crypto';
import {
  DebitNotStopped,
  DebitStopped,
  type Given,
  InvoiceResent,
  InvoiceVoided,
  InvoiceVoidRefused,
  StuckRaised,
  StuckSettled,
} from '@takings/contracts';
import type { Role } from '@takings/runtime/http';
import { eventually } from '@takings/testing';
import fc from 'fast-check';
import { RunningBackOffice } from '../testing/running-back-office';
import { type Bill, billOf, facts } from '../testing/sample-facts';

jest.setTimeout(60_000);

let office: RunningBackOffice;
beforeAll(async () => {
  office = await RunningBackOffice.start();
});
afterAll(() => office?.close());

const as = async (name: string, roles: readonly Role[] = ['finance-manager']): Promise<Record<string, string>> =>
  (await office.as(name, { roles })).headers;
/** Published, and taken by the back office. */
const taken = (...given: Given[]) => office.taken(...given);
const aBill = () => billOf(randomUUID(), randomUUID(), { number: `TK-2031-${String(Math.floor(Math.random() * 1e6)).padStart(6, '0')}` });
const show = async ({ invoiceId }: Bill, headers?: Record<string, string>) =>
  (await office.get(`/api/invoices/${invoiceId}`, headers)).body;
const act = ({ invoiceId }: Bill, action: string, body: object = {}, headers: Record<string, string> = {}) =>
  office.post(`/api/invoices/${invoiceId}/${action === 'add-note' ? 'notes' : action}`, body, headers);
const offered = async (bill: Bill, headers?: Record<string, string>) =>
  ((await show(bill, headers)).actions as { action: string; whyNot: string | null }[])
    .filter(({ whyNot }) => whyNot === null)
    .map(({ action }) => action);
const heard = (type: string, bill: Bill) =>
  office.tap.heard.filter((event) => event.type === type && event.subject === bill.invoiceId).map(({ data }) => data as any);
const raised = (bill: Bill, stage: 'mail-invoice' | 'file-in-xero', round = 1, stuckId = randomUUID()) =>
  StuckRaised.of({
    ...{ stuckId, app: stage === 'mail-invoice' ? 'invoice-mailer' : 'invoicing-worker', round, stage },
    kind: stage === 'mail-invoice' ? 'undeliverable' : 'rejected',
    reason: '550 no such mailbox',
    ...{ factType: null, subject: bill.invoiceId, actions: ['retry', 'discard'], raisedAt: '2026-11-01T10:00:00.000Z' },
  });

const { due, filed, mailed, undeliverable, rejected, uncertain, asked, paid, failed, withheld, credit } = facts;
const ref = (bill: Bill) => ({ invoiceId: bill.invoiceId, invoiceNumber: bill.invoiceNumber });

describe('while the bank is asked', () => {
  it('nothing about the money is offered or accepted, and the next question is told', async () => {
    const bill = aBill();
    await taken(due(bill), filed(bill), mailed(bill), uncertain(bill), asked(bill));
    expect(await offered(bill)).toEqual(['add-note', 'tell-me', 'send-again']);
    expect(await show(bill)).toMatchObject({ state: 'uncertain', nextAskAt: '2026-11-01T11:00:00.000Z' });
    expect((await show(bill)).attempts).toMatchObject([
      { asked: true, attempt: 1, answer: 'no-answer', gatewayCode: '99999' },
      { asked: false, attempt: 1, answer: 'no-clear-answer', amountMinor: 5880 },
    ]);
    for (const action of ['hold', 'release', 'take-back', 'correct']) {
      expect(await act(bill, action, action === 'release' ? {} : { because: 'x' })).toMatchObject({ status: 409 });
    }
    for (const action of ['retry', 'debit', 'paid', 'try-again']) expect(await act(bill, action)).toMatchObject({ status: 404 });
  });
});

describe('an address that was refused', () => {
  it('is corrected on the invoice and the customer, and the invoice goes on with it, once', async () => {
    const bill = { ...aBill(), customerRef: `C-${randomUUID().slice(0, 8)}` };
    await office.post('/api/customers', { name: 'Acme Ltd', customer_ref: bill.customerRef, email: bill.customerEmail });
    const item = raised(bill, 'mail-invoice');
    await taken(due(bill), filed(bill), undeliverable(bill), item);
    const corrected = { customerEmail: 'right@acme.example', because: 'they told us' };
    const [ada, bob] = [await as('Ada'), await as('Bob')];
    expect(await act(bill, 'correct', { ...corrected, customerEmail: 'nobody' }, ada)).toMatchObject({
      status: 400,
      body: { field: 'customerEmail' },
    });
    const answers = await Promise.all([act(bill, 'correct', corrected, ada), act(bill, 'correct', corrected, bob)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { stuckId } = item.data as { stuckId: string };
    await eventually(() =>
      expect(office.tap.heard.filter(({ type, subject }) => type === 'stuck.resolved.v1' && subject === stuckId)).toHaveLength(1),
    );
    const resolved = office.tap.heard.find(({ type, subject }) => type === 'stuck.resolved.v1' && subject === stuckId);
    expect(resolved?.data).toMatchObject({ action: 'retry', corrections: { customerEmail: 'right@acme.example' } });
    expect((await office.get(`/api/customers?q=${bill.customerRef}`)).body.customers).toMatchObject([{ email: 'right@acme.example' }]);
    const { timeline, customerEmail } = await show(bill);
    expect(customerEmail).toBe('right@acme.example');
    expect(timeline.map(({ by, words }: { by: string; words: string }) => `${by}: ${words}`)).toContainEqual(
      expect.stringMatching(/^(Ada|Bob): E-mail from accounts@acme.example to right@acme.example: they told us$/),
    );
    await taken(StuckSettled.of({ stuckId, app: 'invoice-mailer', round: 1, outcome: 'retried', settledBy: 'Ada' }), mailed(bill));
    expect(await show(bill)).toMatchObject({ state: 'mailed', refused: null });
  });
});

describe('an invoice that is taken back', () => {
  it('is asked for, voided, and what waited about it is let go', async () => {
    const bill = aBill();
    const item = raised(bill, 'mail-invoice');
    await taken(due(bill), filed(bill), undeliverable(bill), item);
    expect(await act(bill, 'take-back', { because: 'wrong customer', version: 7 })).toMatchObject({ status: 409 });
    expect(await act(bill, 'take-back', { because: 'wrong customer' }, await as('Ada'))).toMatchObject({ status: 200 });
    await eventually(() =>
      expect(heard('invoice.void-requested.v1', bill)).toMatchObject([{ turn: 1, xeroInvoiceId: 'xero-1', because: 'wrong customer' }]),
    );
    await taken(InvoiceVoided.of({ ...ref(bill), xeroInvoiceId: 'xero-1', turn: 1 }));
    expect(await show(bill)).toMatchObject({ state: 'voided', takingBack: { by: 'Ada', refusal: null } });
    expect(await offered(bill)).toEqual(['add-note']);
    await eventually(() =>
      expect(
        office.tap.heard.find(({ type, subject }) => type === 'stuck.resolved.v1' && subject === (item.data as any).stuckId)?.data,
      ).toMatchObject({ action: 'discard', resolvedBy: 'Ada' }),
    );
  });

  it('stays as it was when it is too late, and says so', async () => {
    const bill = aBill();
    await taken(due(bill), filed(bill), mailed(bill));
    await act(bill, 'take-back', { because: 'wrong' });
    await taken(DebitNotStopped.of({ ...ref(bill), turn: 1, reason: 'The card was debited before.' }), paid(bill));
    expect(await show(bill)).toMatchObject({ state: 'paid', onHold: false, takingBack: { refusal: 'The card was debited before.' } });
  });

  it('waits for a person when Xero refuses, who may let it go on', async () => {
    const bill = aBill();
    await taken(due(bill), filed(bill), mailed(bill));
    await act(bill, 'take-back', { because: 'wrong' });
    await taken(InvoiceVoidRefused.of({ ...ref(bill), xeroInvoiceId: 'xero-1', turn: 1, reason: 'The period is locked.' }));
    expect(await offered(bill)).toEqual(['add-note', 'tell-me', 'send-again', 'release', 'take-back']);
    expect(await act(bill, 'release')).toMatchObject({ status: 200, body: { onHold: false } });
    await eventually(() => expect(heard('invoice.hold-lifted.v1', bill)).toMatchObject([{ turn: 2 }]));
  });
});

it('whoever asked is told when it is settled, until they have seen it', async () => {
  const [bill, ada, bob] = [aBill(), await as('Ada'), await as('Bob')];
  await taken(due(bill), filed(bill), mailed(bill), uncertain(bill));
  expect(await act(bill, 'tell-me', {}, ada)).toMatchObject({ status: 200 });
  expect(await act(bill, 'tell-me', {}, ada)).toMatchObject({ status: 409, body: { message: 'You will be told when it is settled.' } });
  const told = async (headers: Record<string, string>) => (await office.get('/api/invoices/settled-for-me', headers)).body;
  expect(await told(ada)).toEqual({ waiting: 1, settled: [] });
  await taken(paid(bill));
  expect(await told(ada)).toMatchObject({ waiting: 0, settled: [{ invoiceId: bill.invoiceId, state: 'paid' }] });
  expect(await told(bob)).toEqual({ waiting: 0, settled: [] });
  expect(await act(bill, 'seen', {}, ada)).toMatchObject({ status: 200, body: { waiting: 0, settled: [] } });
});

it('a note that is sent twice is one', async () => {
  const bill = aBill();
  await taken(due(bill));
  const note = { text: 'They called', noteId: randomUUID() };
  const answers = await Promise.all([act(bill, 'add-note', note), act(bill, 'add-note', note)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const { timeline } = await show(bill);
  expect(timeline.filter(({ words }: { words: string }) => words === 'Noted: They called')).toHaveLength(1);
});

/** What the other apps know and do, as far as it decides what they answer. */
interface World {
  readonly bill: Bill;
  readonly stuckId: ReturnType<typeof randomUUID>;
  round: number;
  filed: boolean;
  refused: false | 'mail-invoice' | 'file-in-xero';
  mailed: boolean;
  charge: 'none' | 'uncertain' | 'paid' | 'failed';
  stopped: boolean;
  voided: boolean;
  withheld: boolean;
  answered: number;
}

const FACTS = ['file', 'reject', 'mail', 'bounce', 'charge', 'doubt', 'ask', 'decline', 'answer', 'refuse', 'credit'] as const;

/** Lets the world do that, where it could. */
async function happens(world: World, what: (typeof FACTS)[number]): Promise<unknown> {
  const { bill } = world;
  const inFlight = world.charge === 'uncertain';
  const mayCharge = world.mailed && !world.stopped && !world.withheld && !world.voided && (world.charge === 'none' || inFlight);
  if (what === 'file' && !world.filed && !world.refused) return (world.filed = true) && taken(filed(bill));
  if (what === 'reject' && !world.filed && !world.refused) {
    world.refused = 'file-in-xero';
    return taken(rejected(bill), raised(bill, 'file-in-xero', ++world.round, world.stuckId));
  }
  if (what === 'bounce' && world.filed && !world.mailed && !world.refused && !world.voided) {
    world.refused = 'mail-invoice';
    return taken(undeliverable(bill), raised(bill, 'mail-invoice', ++world.round, world.stuckId));
  }
  if (what === 'mail' && world.filed && !world.mailed && !world.refused && !world.voided)
    return (world.mailed = true) && taken(mailed(bill));
  if (what === 'credit' && world.mailed && world.charge === 'none' && !world.stopped && !world.withheld)
    return (world.withheld = true) && taken(credit(bill), withheld(bill));
  if (what === 'doubt' && mayCharge && !inFlight) return (world.charge = 'uncertain') && taken(uncertain(bill));
  if (what === 'ask' && inFlight) return taken(asked(bill));
  if (what === 'charge' && mayCharge) return (world.charge = 'paid') && taken(paid(bill));
  if (what === 'decline' && mayCharge) return (world.charge = 'failed') && taken(failed(bill));
  if (what === 'answer' || what === 'refuse') return answers(world, what === 'refuse');
  return undefined;
}

/** The other apps answer what the office has asked of them, in order. */
async function answers(world: World, xeroRefuses: boolean) {
  const { bill } = world;
  const about = office.tap.heard.filter(({ subject }) => subject === bill.invoiceId || subject === world.stuckId);
  for (const { type, data } of about.slice(world.answered)) {
    world.answered += 1;
    const { turn, sending } = data as { turn: number; sending: number };
    const tooLate = world.charge === 'paid' || world.charge === 'uncertain';
    const late = () => taken(DebitNotStopped.of({ ...ref(bill), turn, reason: 'It was sent before.' }));
    if (type === 'invoice.hold-requested.v1') {
      if (tooLate) await late();
      else {
        world.stopped = true;
        await taken(DebitStopped.of({ ...ref(bill), turn }));
      }
    } else if (type === 'invoice.hold-lifted.v1') world.stopped = false;
    else if (type === 'invoice.void-requested.v1') {
      if (tooLate) await late();
      else {
        world.stopped = true;
        const said = { ...ref(bill), xeroInvoiceId: 'xero-1', turn };
        if (xeroRefuses) await taken(InvoiceVoidRefused.of({ ...said, reason: 'The period is locked.' }));
        else {
          world.voided = true;
          await taken(InvoiceVoided.of(said));
        }
      }
    } else if (type === 'invoice.resend-requested.v1')
      await taken(InvoiceResent.of({ ...ref(bill), sending, customerEmail: 'a@b.example', outcome: 'sent', reason: null }));
    else if (type === 'stuck.resolved.v1' && world.refused) {
      const { round, action } = data as { round: number; action: 'retry' | 'discard' };
      const outcome = action === 'retry' ? 'retried' : 'discarded';
      if (action === 'retry') world.refused = false;
      await taken(StuckSettled.of({ stuckId: world.stuckId, app: 'x', round, outcome, settledBy: 'Ada' }));
    }
  }
}

describe('whatever people and facts do to an invoice', () => {
  const ACTIONS = ['add-note', 'tell-me', 'correct', 'send-again', 'hold', 'release', 'take-back'] as const;
  const step = fc.oneof(
    fc.record({ fact: fc.constantFrom(...FACTS) }),
    fc.record({ action: fc.constantFrom(...ACTIONS), who: fc.nat(2), stale: fc.boolean() }),
  );
  type Step = { fact?: (typeof FACTS)[number]; action?: (typeof ACTIONS)[number]; who?: number; stale?: boolean };
  const bodyOf = (action: string, version: number) =>
    action === 'add-note'
      ? { text: 'a note', noteId: randomUUID() }
      : action === 'tell-me'
        ? {}
        : { version, ...(['hold', 'take-back', 'correct'].includes(action) && { because: 'a test' }) };
  /** What is never left again. */
  const LAST = new Set(['paid', 'voided']);

  it('no state is illegal, nothing offered is refused, and nothing refused is offered; two at once included', async () => {
    const people = [await as('Ada'), await as('Bob', ['finance-approver']), await as('Vera', ['management'])];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, fc.option(step, { nil: undefined })), { minLength: 1, maxLength: 14 }), async (steps) => {
        const bill = aBill();
        const world: World = {
          ...{ bill, stuckId: randomUUID(), round: 0, filed: false, refused: false, mailed: false, charge: 'none', stopped: false },
          ...{ voided: false, withheld: false, answered: 0 },
        };
        await taken(due(bill));
        const decides = async ({ action, who, stale }: Step) => {
          const headers = people[who!]!;
          const seen = await show(bill, headers);
          const offer = seen.actions.find((one: { action: string }) => one.action === action);
          const version = seen.version + (stale ? 1 : 0);
          return { action, stale, offer, answer: await act(bill, action!, bodyOf(action!, version), headers) };
        };
        let before = 'issued';
        for (const [first, second] of steps as [Step, Step | undefined][]) {
          // Facts come one by one; of two people each acts on what they saw, at the same moment.
          if (first.fact) await happens(world, first.fact);
          if (second?.fact) await happens(world, second.fact);
          const decisions = await Promise.all([first, second].flatMap((one) => (one?.action ? [decides(one)] : [])));
          for (const { action, stale, offer, answer } of decisions) {
            const refusedAsStale = stale && action !== 'add-note' && action !== 'tell-me';
            const legal = offer.whyNot === null && !refusedAsStale;
            const alone = decisions.length === 1;
            const expected = legal ? (alone ? [200] : [200, 409]) : [403, 409];
            // Who came second may have seen what the first made legal, or was legal before.
            if (alone || answer.status !== 200)
              expect([action, offer, expected]).toEqual([action, offer, expect.arrayContaining([answer.status])]);
          }
          const { state, actions } = await show(bill, people[0]);
          if (LAST.has(before)) expect(state).toBe(before);
          if (world.charge === 'paid') expect([state, world.voided]).toEqual(['paid', false]);
          const legal = actions
            .filter(({ whyNot }: { whyNot: string | null }) => whyNot === null)
            .map((one: { action: string }) => one.action);
          if (state === 'uncertain') expect(legal.filter((one: string) => ['hold', 'release', 'take-back'].includes(one))).toEqual([]);
          expect((await show(bill, people[2])).actions.every(({ whyNot }: { whyNot: string | null }) => whyNot !== null)).toBe(true);
          before = state;
        }
        const turns = office.tap.heard.flatMap(({ subject, data }) =>
          subject === bill.invoiceId && (data as any).turn && (data as any).because !== undefined ? [(data as any).turn as number] : [],
        );
        expect(new Set(turns).size).toBe(turns.length);
      }),
      { numRuns: 25 },
    );
  }, 240_000);
});
