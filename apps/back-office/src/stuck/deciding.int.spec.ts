import { randomUUID } from 'node:crypto';
import { type DataOf, type Given, StuckRaised, StuckSettled } from '@takings/contracts';
import { eventually } from '@takings/testing';
import fc from 'fast-check';
import { RunningBackOffice } from '../testing/running-back-office';
import { billOf, facts } from '../testing/sample-facts';
import type { SignedIn } from '../testing/test-people';
import { ITEM_ACTIONS, type ItemAction } from './legal-actions';

let office: RunningBackOffice;
let frances: SignedIn, jonas: SignedIn, pavel: SignedIn, anna: SignedIn;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  frances = await office.as('Frances Obi', { roles: ['finance-manager'] });
  jonas = await office.as('Jonas Weber', { roles: ['finance-approver'] });
  pavel = await office.as('Pavel Novak', { roles: ['platform'] });
  anna = await office.as('Anna Reed', { roles: ['agent'] });
});
beforeEach(() => office.empty('stuck_item, stuck_event, stuck_bulk, audit, invoice, credit_proposal'));
afterAll(() => office?.close());

type Raised = DataOf<typeof StuckRaised>;
const raised = (changes: Partial<Raised> = {}): Given =>
  StuckRaised.of({
    ...{ stuckId: randomUUID(), app: 'invoicing-worker', round: 1, stage: 'file-in-xero', kind: 'rejected', factType: 'invoice.due.v1' },
    ...{ reason: 'Acme Ltd (C-1) is archived in Xero', subject: null, actions: ['retry', 'discard'], raisedAt: '2026-11-01T10:00:00.000Z' },
    ...changes,
  });
const publish = async (...given: Given[]) => {
  for (const fact of given) await office.tap.publish(office.tap.eventOf(fact));
};
const list = async (who: SignedIn, query = '') => (await office.get(`/api/stuck?${query}`, { ...who.headers })).body.items as any[];
const summary = async (who: SignedIn) => (await office.get('/api/stuck/summary', { ...who.headers })).body;
const act = (who: SignedIn, stuckId: string, action: string, body: object = { because: 'it is right now' }) =>
  office.post(`/api/stuck/${stuckId}/${action}`, body, { ...who.headers });
const stuckAre = (items: number) => eventually(async () => expect((await summary(frances)).open).toBe(items));
const resolutions = (stuckId: string) =>
  office.tap.heard.filter(({ type, subject }) => type === 'stuck.resolved.v1' && subject === stuckId);
/** A bill that Xero refuses, over so much money. */
async function refusedBill(changes: Partial<Raised> = {}) {
  const bill = billOf(randomUUID(), randomUUID());
  const fact = raised({ subject: bill.invoiceId, ...changes });
  await publish(fact, facts.due(bill));
  return { bill, stuckId: (fact.data as Raised).stuckId };
}

describe('the list', () => {
  it('says whose it is and how much is at risk, whichever fact comes first, and groups by cause', async () => {
    const { bill } = await refusedBill();
    const other = billOf(randomUUID(), bill.runId, { currency: 'EUR' });
    await publish(facts.due(other), raised({ subject: other.invoiceId, reason: 'Bolt GmbH (C-77) is archived in Xero' }));
    await publish(raised({ kind: 'failed', reason: 'TypeError: cannot read 7 of 12', stage: 'mail-invoice' }));
    await stuckAre(3);
    await eventually(async () => expect(await list(frances, `run=${bill.runId}`)).toHaveLength(2));
    expect((await list(frances)).find(({ subject }) => subject === bill.invoiceId)).toMatchObject({
      ...{ title: 'Xero says the contact is archived', customer: 'Acme Ltd', label: bill.invoiceNumber, about: 'invoice' },
      ...{ currency: 'GBP', riskMinor: 5880, waits: 'person', owner: null },
    });
    const { causes, tabs } = await summary(frances);
    expect(causes[0]).toMatchObject({
      items: 2,
      risk: [
        { currency: 'EUR', minor: 5880 },
        { currency: 'GBP', minor: 5880 },
      ],
      retry: { items: 2, whyNot: null },
    });
    expect(tabs).toMatchObject({ all: { items: 3 }, you: { items: 3 }, others: { items: 0 } });
  });

  it('shows what the bank is asked about until it has answered or a person was told, and credits that wait for finance', async () => {
    const [asked, told, paid] = [
      billOf(randomUUID(), randomUUID()),
      billOf(randomUUID(), randomUUID()),
      billOf(randomUUID(), randomUUID()),
    ];
    const uncertain = {
      stage: 'charge-card',
      kind: 'uncertain',
      app: 'payments-worker',
      reason: 'Nobody knows',
      actions: ['discard'],
    } as const;
    await publish(facts.due(asked), facts.uncertain(asked), facts.uncertain(told));
    await publish(raised({ ...uncertain, actions: ['discard'], subject: told.invoiceId }), facts.paid(paid), facts.credit(paid));
    await eventually(async () =>
      expect((await list(frances)).map(({ kind, label }) => [kind, label]).sort()).toEqual(
        [
          ['asking', asked.invoiceNumber],
          ['credit', paid.invoiceNumber],
          ['uncertain', told.invoiceNumber],
        ].sort(),
      ),
    );
    const [waiting] = await list(frances, 'tab=itself&sort=money');
    expect(waiting).toMatchObject({ waits: 'itself', nextAt: '2026-11-01T10:00:00.000Z' });
    expect((await act(frances, waiting.stuckId, 'retry')).body.message).toContain('asked after, never repeated');
    await publish(facts.paid(asked));
    await eventually(async () => expect((await list(frances)).map(({ kind }) => kind).sort()).toEqual(['credit', 'uncertain']));
    const credit = (await list(frances)).find(({ kind }) => kind === 'credit');
    expect(await act(frances, credit.stuckId, 'discard', { because: 'credit note 7 is in Xero' })).toMatchObject({
      body: { state: 'settled', settled: { outcome: 'discarded', by: 'Frances Obi' } },
    });
    expect(await list(frances, 'tab=settled')).toHaveLength(2);
  });

  it('shows each desk its own: agents look-ups, finance and platform everything', async () => {
    const lookUp = raised({ stage: 'check-credit', app: 'back-office', kind: 'failed', reason: 'The bureau is away' });
    await publish(lookUp, raised(), raised({ kind: 'poison', reason: 'not JSON', factType: null, actions: ['discard'] }));
    await stuckAre(3);
    expect((await list(anna)).map(({ stage }) => stage)).toEqual(['check-credit']);
    const { items } = { items: await list(pavel, 'tab=you') };
    expect(items.map(({ kind }) => kind)).toEqual(['poison']);
    const [money] = await list(frances, 'tab=you');
    expect([
      (await act(anna, money.stuckId, 'retry')).status,
      (await office.get(`/api/stuck/${money.stuckId}`, { ...anna.headers })).status,
    ]).toEqual([403, 404]);
  });
});

describe('a decision', () => {
  it('to let go much money needs a second person, who is not the first', async () => {
    await office.db.query(`delete from setting where name = 'stuck'`);
    const { stuckId } = await refusedBill();
    await stuckAre(1);
    const put = { method: 'PUT', body: JSON.stringify({ onePersonUpToMinor: 5879 }) };
    await fetch(`${office.url}/api/settings/stuck`, { ...put, headers: { 'content-type': 'application/json', ...frances.headers } });
    await eventually(async () => expect((await list(frances))[0]).toMatchObject({ riskMinor: 5880, secondPerson: true }));
    expect(await act(frances, stuckId, 'discard')).toMatchObject({ status: 200, body: { state: 'open', asked: { by: 'Frances Obi' } } });
    expect(resolutions(stuckId)).toEqual([]);
    expect((await act(frances, stuckId, 'confirm', {})).body.message).toBe('You asked for it; it needs a second person.');
    expect((await act(pavel, stuckId, 'confirm', {})).status).toBe(403);
    expect(await act(jonas, stuckId, 'confirm', {})).toMatchObject({ status: 200, body: { state: 'deciding' } });
    await eventually(() =>
      expect(resolutions(stuckId)).toMatchObject([{ data: { action: 'discard', resolvedBy: 'Frances Obi and Jonas Weber' } }]),
    );
    expect((await office.db.query('select action, actor from audit order by id')).slice(-2)).toEqual([
      { action: 'stuck item discarding asked for', actor: 'Frances Obi' },
      { action: 'stuck item discarded', actor: 'Jonas Weber' },
    ]);
    await office.db.query(`delete from setting where name = 'stuck'`);
  });

  it('is for who has the item, who may be given it or take it', async () => {
    const { stuckId } = await refusedBill();
    await stuckAre(1);
    const { people } = (await office.get(`/api/stuck/${stuckId}/people`, { ...frances.headers })).body;
    expect(people.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['Frances Obi', 'Jonas Weber']));
    expect((await act(frances, stuckId, 'give', { to: anna.person.id })).body.field).toBe('to');
    expect((await act(frances, stuckId, 'give', { to: jonas.person.id })).body.owner).toMatchObject({ name: 'Jonas Weber' });
    expect((await act(frances, stuckId, 'retry')).body.message).toBe('Jonas Weber is working on this. Take it first.');
    expect([(await summary(frances)).tabs.others.items, (await summary(jonas)).tabs.you.items]).toEqual([1, 1]);
    await act(frances, stuckId, 'take', {});
    await act(frances, stuckId, 'note', { because: 'called them' });
    expect(await act(frances, stuckId, 'retry')).toMatchObject({ status: 200, body: { state: 'deciding' } });
    await publish(StuckSettled.of({ stuckId, app: 'invoicing-worker', round: 1, outcome: 'retried', settledBy: 'Frances Obi' }));
    await publish(raised({ stuckId, round: 2 }));
    await eventually(async () =>
      expect((await list(frances))[0]).toMatchObject({ round: 2, owner: { name: 'Frances Obi' }, state: 'open' }),
    );
    const { history } = (await office.get(`/api/stuck/${stuckId}`, { ...frances.headers })).body;
    expect(history.map(({ by, what, round }: any) => `${round} ${by}: ${what}`)).toEqual([
      '1 Takings: Acme Ltd (C-1) is archived in Xero',
      '1 Frances Obi: Given to Jonas Weber',
      '1 Frances Obi: Taken from Jonas Weber',
      '1 Frances Obi: Noted: called them',
      '1 Frances Obi: Sent again: it is right now',
      '1 Frances Obi: Sent again',
      '2 Takings: Acme Ltd (C-1) is archived in Xero',
    ]);
  });

  it('about several is taken for each, and names those it could not be', async () => {
    const [one, other] = [await refusedBill(), await refusedBill()];
    await stuckAre(2);
    await act(jonas, other.stuckId, 'take', {});
    const items = [one, other].map(({ stuckId }) => ({ stuckId, round: 1 }));
    const { body } = await office.post('/api/stuck/decide', { action: 'retry', because: 'restored', items }, { ...frances.headers });
    expect(body).toEqual({
      done: 1,
      refused: [{ stuckId: other.stuckId, why: expect.stringContaining('Jonas Weber is working on this') }],
    });
    const without = await office.post('/api/stuck/decide', { action: 'retry', items }, { ...frances.headers });
    expect([without.status, without.body.field]).toEqual([400, 'because']);
  });
});

it('all of a cause is sent again in the background, once each, through a fault in the middle; what comes back is left', async () => {
  const MANY = 450;
  await office.db.query(
    `insert into stuck_item (stuck_id, app, round, stage, kind, reason, cause, desk, actions, raised_at, currency, risk_minor)
     select gen_random_uuid(), 'invoicing-worker', 1, 'file-in-xero', 'rejected', 'archived', 'file-in-xero/rejected/archived-contact', 'finance',
       '{retry,discard}', now() - n * interval '1 second', 'GBP', 100 from generate_series(1, $1::int) n`,
    [MANY],
  );
  // The second part meets a fault that rolls it back, as a crash would.
  await office.db.query(`create function break_once() returns trigger language plpgsql as $$ begin
    if exists (select 1 from stuck_bulk where done = 200) then raise exception 'struck down'; end if; return new; end $$`);
  await office.db.query(
    'create trigger break_once before update of decided_round on stuck_item for each row execute function break_once()',
  );
  const cause = 'file-in-xero/rejected/archived-contact';
  const ask = (who: SignedIn) => office.post('/api/stuck/retry-cause', { cause, because: 'the contacts are restored' }, { ...who.headers });
  expect(await ask(frances)).toMatchObject({ status: 200, body: { items: MANY } });
  await eventually(async () =>
    expect((await summary(frances)).causes[0]?.running).toMatchObject({ by: 'Frances Obi', done: 200, items: MANY }),
  );
  expect((await summary(jonas)).causes[0].retry.whyNot).toBe('Frances Obi is sending these again.');
  expect(await ask(jonas)).toMatchObject({ status: 409, body: { message: 'These are being sent again already.' } });
  await office.db.query('drop trigger break_once on stuck_item; drop function break_once()');
  await eventually(async () => expect((await summary(frances)).tabs).toMatchObject({ itself: { items: MANY }, you: { items: 0 } }), 10_000);
  const heard = office.tap.heard.filter(
    ({ type, data }) => type === 'stuck.resolved.v1' && (data as any).because === 'the contacts are restored',
  );
  await eventually(() => expect(new Set(heard.map(({ subject }) => subject)).size).toBe(heard.length));
  expect(await office.db.query('select sum(items)::int as items, sum(risk_minor)::int as risk from stuck_tally')).toEqual([
    { items: MANY, risk: MANY * 100 },
  ]);
  expect(await office.db.query('select actor, action, detail -> $1 as items from audit', ['items'])).toEqual([
    { actor: 'Frances Obi', action: 'stuck items retried', items: MANY },
  ]);
  expect((await ask(frances)).status).toBe(409);
}, 60_000);

it('offers what is then done and refuses what it does not offer, whoever acts and whoever is faster; counts and money equal the rows', async () => {
  const people = [frances, jonas, pavel, anna];
  const bodyOf = (action: ItemAction, item: number): object =>
    action === 'give'
      ? { to: (item === 3 ? pavel : jonas).person.id }
      : ['retry', 'discard', 'note'].includes(action)
        ? { because: 'x' }
        : {};
  const step = fc.record({
    item: fc.nat(3),
    who: fc.nat(3),
    action: fc.constantFrom(...ITEM_ACTIONS),
    rival: fc.option(fc.nat(3)),
    comesBack: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      await office.db.query('truncate stuck_item, stuck_event, stuck_bulk');
      const kinds = ['rejected', 'uncertain', 'failed', 'poison'] as const;
      const ids = kinds.map(() => randomUUID());
      await publish(
        ...kinds.map((kind, n) => raised({ stuckId: ids[n]!, kind, actions: kind === 'uncertain' ? ['discard'] : ['retry', 'discard'] })),
      );
      await office.db.query(`update stuck_item set currency = 'GBP', risk_minor = 70000`);
      await stuckAre(4);
      for (const { item, who, action, rival, comesBack } of steps) {
        const [stuckId, person] = [ids[item]!, people[who]!];
        const seen = await office.get(`/api/stuck/${stuckId}`, { ...person.headers });
        const offered = seen.status === 200 && seen.body.can.find((one: any) => one.action === action).whyNot === null;
        const both = [
          act(person, stuckId, action, bodyOf(action, item)),
          ...(rival === null ? [] : [act(people[rival]!, stuckId, action, bodyOf(action, item))]),
        ];
        const answers = await Promise.all(both);
        const statuses = answers.map(({ status }) => status);
        expect(statuses.filter((status) => ![200, 403, 404, 409].includes(status))).toEqual([]);
        if (rival === null) expect([statuses[0] === 200, offered]).toEqual([offered, offered]);
        if (!['note', 'give', 'take'].includes(action)) expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
        const [row] = await office.db.query('select round, decided_round, decided_action, open from stuck_item where stuck_id = $1', [
          stuckId,
        ]);
        if (comesBack && row.open && row.decided_round === row.round && row.decided_action === 'retry') {
          const outcome = 'retried' as const;
          await publish(
            StuckSettled.of({ stuckId, app: 'invoicing-worker', round: row.round, outcome, settledBy: 'x' }),
            raised({ stuckId, round: row.round + 1 }),
          );
          await eventually(async () =>
            expect((await office.get(`/api/stuck/${stuckId}`)).body).toMatchObject({ round: row.round + 1, state: 'open' }),
          );
        }
      }
      for (const person of people) {
        const { tabs } = await summary(person);
        for (const tab of ['all', 'you', 'itself', 'others'] as const) {
          const rows = await list(person, `tab=${tab}`);
          const minor = rows.reduce((sum, { riskMinor }) => sum + riskMinor, 0);
          expect([tab, tabs[tab].items, tabs[tab].risk[0]?.minor ?? 0]).toEqual([tab, rows.length, minor]);
        }
      }
    }),
    { numRuns: 12 },
  );
}, 120_000);
