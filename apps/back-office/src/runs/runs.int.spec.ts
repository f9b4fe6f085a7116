import { randomUUID } from 'node:crypto';
import { type Given, ProviderPaced, RunGathered, RunIssued, StagePaused, StuckRaised, StuckSettled } from '@takings/contracts';
import { eventually } from '@takings/testing';
import { RunningBackOffice } from '../testing/running-back-office';
import { type Bill, billOf, facts } from '../testing/sample-facts';
import { RunCounts } from './run-counts';

let office: RunningBackOffice;

beforeAll(async () => {
  office = await RunningBackOffice.start();
});
afterAll(() => office?.close());

const publish = async (...given: Given[]) => {
  for (const fact of given) await office.tap.publish(office.tap.eventOf(fact));
};
const heard = (type: string, runId: string) => office.tap.heard.filter((event) => event.type === type && event.subject === runId);
const gathered = (runId: string, invoices = 1): Given =>
  RunGathered.of({
    runId,
    invoices,
    charges: invoices,
    credits: 1,
    waiting: 2,
    withoutCard: 0,
    totals: invoices
      ? [{ currency: 'GBP', invoices, netMinor: 4900 * invoices, vatMinor: 980 * invoices, totalMinor: 5880 * invoices }]
      : [],
  });
const as = async (name: string): Promise<Record<string, string>> => (await office.as(name, { roles: ['finance-manager'] })).headers;

const request = async (body: object = {}, actor?: string): Promise<string> =>
  (await office.post('/api/runs', body, actor ? await as(actor) : {})).body.runId;
const show = async (runId: string) => (await office.get(`/api/runs/${runId}`)).body;
const showsState = (runId: string, state: string) => eventually(async () => expect(await show(runId)).toMatchObject({ state }));

describe('a run', () => {
  it('asks the collector to gather what is due, with the count of charges entered so far', async () => {
    await office.db.query(`insert into charge_batch (batch_id, source, entered_by, charges) values ($1, 'api', 'test', 7)`, [randomUUID()]);
    const { status, body } = await office.post('/api/runs', { runOn: '2026-11-30' });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { state: 'collecting', runOn: '2026-11-30', requestedBy: 'local operator', approvedBy: null },
    });
    await eventually(() =>
      expect(heard('run.requested.v1', body.runId)[0]?.data).toMatchObject({ runOn: '2026-11-30', chargesEntered: 7 }),
    );
  });

  it('needs no body', async () => {
    expect((await fetch(`${office.url}/api/runs`, { method: 'POST', headers: office.operator })).status).toBe(201);
  });

  it('is of today when no day is said', async () => {
    expect(await show(await request())).toMatchObject({ runOn: new Date().toISOString().slice(0, 10) });
  });

  it.each([
    [{ runOn: '2026-02-30' }, 'runOn: expected a day'],
    [{ runOn: '30.11.2026' }, 'runOn: expected a day'],
    [{ approve: 'yes' }, 'approve'],
    [{ day: '2026-11-30' }, 'day'],
  ])('is refused with %j', async (body, message) => {
    expect(await office.post('/api/runs', body)).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } });
  });

  it('waits for approval, goes out once it has it, and remembers who gave it', async () => {
    const runId = await request();
    await publish(gathered(runId));
    await showsState(runId, 'waiting-for-approval');
    expect(heard('run.approved.v1', runId)).toEqual([]);
    const { version } = await show(runId);
    expect(await office.post(`/api/runs/${runId}/approve`, { version }, await as('Ada'))).toMatchObject({
      status: 200,
      body: { state: 'under-way', approvedBy: 'Ada' },
    });
    await eventually(() => expect(heard('run.approved.v1', runId)).toHaveLength(1));
    for (const name of ['Ada', 'Bob'])
      expect(await office.post(`/api/runs/${runId}/approve`, { version }, await as(name))).toMatchObject({
        status: 409,
        body: { message: expect.stringMatching(/^Ada approved this run on \d{4}-/) },
      });
    expect(heard('run.approved.v1', runId)).toHaveLength(1);
    expect(await office.db.query('select actor, action from audit where about = $1 order by id', [runId])).toEqual([
      { actor: 'local operator', action: 'run requested' },
      { actor: 'Ada', action: 'run approved' },
    ]);
  });

  it('approved with the request goes out once, as soon as it is gathered', async () => {
    const runId = await request({ approve: true }, 'Ada');
    expect(heard('run.approved.v1', runId)).toEqual([]);
    await publish(gathered(runId), gathered(runId));
    await eventually(() =>
      expect(heard('run.approved.v1', runId).map(({ data }) => data)).toEqual([{ runId, approvedBy: 'Ada', decisions: 0 }]),
    );
    await showsState(runId, 'under-way');
  });

  it('of nothing is finished', async () => {
    const runId = await request();
    await publish(gathered(runId, 0));
    await showsState(runId, 'finished');
    expect((await show(runId)).sentence).toBe('There was nothing to invoice.');
  });

  it('is unknown when it is', async () => {
    expect(await office.get(`/api/runs/${randomUUID()}`)).toMatchObject({ status: 404 });
    expect(await office.post(`/api/runs/${randomUUID()}/approve`, { version: 1 })).toMatchObject({ status: 404 });
    expect(await office.get('/api/runs/seven')).toMatchObject({ status: 400, body: { field: 'id' } });
  });

  it('is listed, the newest first, by page', async () => {
    const [older, newer] = [await request(), await request()];
    const { body: first } = await office.get('/api/runs?limit=1');
    expect(first).toMatchObject({ runs: [{ runId: newer }], next: newer });
    expect((await office.get(`/api/runs?limit=1&after=${newer}`)).body).toMatchObject({ runs: [{ runId: older }] });
  });
});

describe('progress', () => {
  const { due, filed, rejected, mailed, undeliverable, paid, failed, recorded, told } = facts;
  const stuck = (bill: Bill, stage: string, stuckId = randomUUID()): Given =>
    StuckRaised.of({
      stuckId,
      app: 'payments-worker',
      round: 1,
      stage,
      kind: 'uncertain',
      reason: 'The bank has not answered',
      factType: 'invoice.mailed.v1',
      subject: bill.invoiceId,
      actions: [],
      raisedAt: '2026-11-01T10:00:00.000Z',
    });
  const runOf = async (count: number) => {
    const runId = await request({ approve: true });
    await publish(gathered(runId, count));
    return { runId, bills: Array.from({ length: count }, () => billOf(randomUUID(), runId)) as [Bill, ...Bill[]] };
  };

  it('counts each stage, sums each currency and names why debits failed', async () => {
    const { runId, bills } = await runOf(5);
    const [a, b, c, d, e] = bills as [Bill, Bill, Bill, Bill, Bill];
    await publish(RunIssued.of({ runId, invoices: 5 }), ...bills.map(due));
    await publish(
      ...[a, b, c, e].map(filed),
      rejected(d),
      ...[a, b, c].map(mailed),
      undeliverable(e),
      paid(a),
      failed(b),
      failed(c, 1, 'expired'),
    );
    await eventually(async () =>
      expect(await show(runId)).toMatchObject({
        state: 'under-way',
        invoices: 5,
        issued: 5,
        credits: 1,
        waiting: 2,
        ended: 2,
        debitFailed: { declined: 1, expired: 1 },
        totals: [{ currency: 'GBP', totalMinor: 29400, invoicedMinor: 29400, paidMinor: 5880, outstandingMinor: 23520 }],
        stages: {
          filed: { arrived: 5, done: 4, failed: 1, needsYou: 0 },
          mailed: { arrived: 4, done: 3, failed: 1, needsYou: 0 },
          debited: { arrived: 3, done: 1, failed: 2, needsYou: 0 },
          recorded: { arrived: 1, done: 0, failed: 0, needsYou: 0 },
          notified: { arrived: 3, done: 0, failed: 0, needsYou: 0 },
        },
      }),
    );
    await publish(recorded(a), told(a), told(b, 'declined'), told(c, 'declined'));
    await showsState(runId, 'finished');
    expect(await show(runId)).toMatchObject({ ended: 5, estimatedEnd: null, sentence: '5 invoices have come to their end.' });
  });

  it('ends where a person has to decide, and goes on when somebody has', async () => {
    const { runId, bills } = await runOf(1);
    const [bill] = bills;
    const stuckId = randomUUID();
    await publish(RunIssued.of({ runId, invoices: 1 }), due(bill), filed(bill), mailed(bill), facts.uncertain(bill));
    await showsState(runId, 'under-way');
    await publish(stuck(bill, 'charge-card', stuckId));
    await showsState(runId, 'finished');
    expect(await show(runId)).toMatchObject({
      needsYou: 1,
      ended: 1,
      stages: { debited: { needsYou: 1 } },
      sentence: expect.stringContaining('1 item waits for a person'),
    });
    await publish(StuckSettled.of({ stuckId, app: 'payments-worker', round: 1, outcome: 'came-right', settledBy: 'Takings' }));
    await showsState(runId, 'under-way');
    await publish(paid(bill), recorded(bill), told(bill));
    await showsState(runId, 'finished');
  });

  it('has come to its end where a person let an item go', async () => {
    const { runId, bills } = await runOf(1);
    const [bill] = bills;
    const stuckId = randomUUID();
    await publish(RunIssued.of({ runId, invoices: 1 }), due(bill), filed(bill), mailed(bill), facts.uncertain(bill));
    await publish(stuck(bill, 'charge-card', stuckId));
    await showsState(runId, 'finished');
    await publish(StuckSettled.of({ stuckId, app: 'payments-worker', round: 1, outcome: 'discarded', settledBy: 'Ada' }));
    await eventually(async () => expect(await show(runId)).toMatchObject({ state: 'finished', needsYou: 0, ended: 1 }));
  });

  it('is not at its end before all issued invoices are known', async () => {
    const { runId, bills } = await runOf(2);
    await publish(RunIssued.of({ runId, invoices: 2 }), ...[due, filed, mailed, paid, recorded, told].map((give) => give(bills[0])));
    await eventually(async () => expect(await show(runId)).toMatchObject({ state: 'under-way', issued: 1, ended: 1 }));
  });

  it('says when it will be done, by what Xero leaves us and until when a stage has paused', async () => {
    const { runId } = await runOf(1000);
    const dayResetsAt = new Date(Date.now() + 86_400_000).toISOString();
    await publish(
      ProviderPaced.of({
        provider: 'xero',
        minuteLimit: 60,
        usedByOthers: 40,
        dayRemaining: 4000,
        dayResetsAt,
        at: new Date().toISOString(),
      }),
    );
    // 1,000 invoices: 20 calls for contacts, 20 to file them, 20 to record payments, at 20 a minute.
    await eventually(async () => {
      const { estimatedEnd, sentence } = await show(runId);
      expect(sentence).toContain('Xero allows us 20 calls a minute, as others use 40');
      expect(Math.abs(Date.parse(estimatedEnd) - Date.now() - 3 * 60_000)).toBeLessThan(5000);
    });
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await publish(
      StagePaused.of({
        stage: 'file-in-xero',
        app: 'invoicing-worker',
        reason: 'Xero is out of quota for today',
        until,
        at: new Date().toISOString(),
      }),
    );
    await eventually(async () => expect((await show(runId)).sentence).toContain('file-in-xero has paused until'));
    expect(Date.parse((await show(runId)).estimatedEnd)).toBeGreaterThan(Date.parse(until));
  });

  it('that is over is not counted again before something about one of its invoices changes', async () => {
    const { runId, bills } = await runOf(2);
    const [a, b] = bills as [Bill, Bill];
    const kept = async () => (await office.db.query('select 1 from run_tally where run_id = $1', [runId])).length;
    await publish(RunIssued.of({ runId, invoices: 2 }), ...[a, b].flatMap((bill) => [due(bill), filed(bill), mailed(bill)]));
    await publish(paid(a), recorded(a), told(a));
    await eventually(async () => expect(await show(runId)).toMatchObject({ ended: 1 }));
    expect(await kept()).toBe(0);
    await publish(failed(b), told(b, 'declined'));
    await showsState(runId, 'finished');
    const before = await show(runId);
    expect([await kept(), before.stages.debited]).toMatchObject([1, { done: 1, failed: 1 }]);
    expect(await show(runId)).toEqual(before);
    await publish(paid(b, 2));
    await eventually(async () =>
      expect(await show(runId)).toMatchObject({ state: 'under-way', stages: { debited: { done: 2, failed: 0 } } }),
    );
    expect(await kept()).toBe(0);
    await publish(stuck(a, 'notify-payer', randomUUID()), recorded(b), told(b));
    await eventually(async () => expect(await show(runId)).toMatchObject({ state: 'finished', needsYou: 1 }));
  });

  it('of 100,000 invoices is counted in less than two seconds', async () => {
    const runId = randomUUID();
    await office.db.query(
      `insert into invoice (invoice_id, invoice_number, run_id, customer_ref, customer_name, customer_email, has_card, currency, total_minor, due_on, due_at, filed_at, mailed_at, paid_at)
       select gen_random_uuid(), 'L-' || n, $1, 'C', 'Acme', 'a@acme.example', true, 'GBP', 100, '2026-11-01', now(), now(), now(), case when n % 2 = 0 then now() end
       from generate_series(1, 100000) n`,
      [runId],
    );
    const tookMs: number[] = [];
    for (let tries = 0; tries < 3; tries++) {
      const start = performance.now();
      const counts = await new RunCounts(office.db).of([runId]);
      tookMs.push(performance.now() - start);
      expect(counts.map(({ debited, recorded, invoices }) => [debited, recorded, invoices])).toEqual([
        ['done', 'hand', 50_000],
        ['hand', null, 50_000],
      ]);
    }
    // The quickest: what a busy machine does to the others says nothing.
    expect(Math.min(...tookMs)).toBeLessThan(2000);
  });
});
