import { randomUUID } from 'node:crypto';
import { type DataOf, type Given, RunCutShort, RunGathered, RunIssued, RunProposed } from '@takings/contracts';
import type { Role } from '@takings/runtime/http';
import { eventually } from '@takings/testing';
import fc from 'fast-check';
import { io } from 'socket.io-client';
import { RunningBackOffice } from '../testing/running-back-office';
import { billOf, facts } from '../testing/sample-facts';

type Proposal = DataOf<typeof RunProposed>['invoices'][number];

let office: RunningBackOffice;

beforeAll(async () => {
  office = await RunningBackOffice.start();
});
afterAll(() => office?.close());
beforeEach(() => office.db.query(`delete from setting where name = 'approval'`));

const publish = async (...given: Given[]) => {
  for (const fact of given) await office.tap.publish(office.tap.eventOf(fact));
};
const heard = (type: string, runId: string) =>
  office.tap.heard.filter((event) => event.type === type && event.subject === runId).map(({ data }) => data as any);
const as = async (name: string, roles: readonly Role[] = ['finance-manager']): Promise<Record<string, string>> =>
  (await office.as(name, { roles })).headers;

const proposal = (seq: number, changes: Partial<Proposal> = {}): Proposal => ({
  invoiceId: randomUUID(),
  seq,
  customerRef: `C-${seq}`,
  customerName: `Customer ${seq}`,
  hasCard: true,
  currency: 'GBP',
  lines: 1,
  netMinor: 1000 * seq,
  vatMinor: 200 * seq,
  totalMinor: 1200 * seq,
  anomalies: [],
  ...changes,
});
const invoiced = (all: readonly Proposal[]) => all.filter(({ totalMinor }) => totalMinor > 0);
const sum = (all: readonly Proposal[], field: 'netMinor' | 'vatMinor' | 'totalMinor' | 'lines') =>
  all.reduce((total, one) => total + one[field], 0);
const totalsOf = (all: readonly Proposal[]) =>
  [...new Set(all.map(({ currency }) => currency))].sort().map((currency) => {
    const own = all.filter((one) => one.currency === currency);
    const [netMinor, vatMinor, totalMinor] = [sum(own, 'netMinor'), sum(own, 'vatMinor'), sum(own, 'totalMinor')];
    return { currency, invoices: own.length, netMinor, vatMinor, totalMinor };
  });
const gatheredOf = (runId: string, all: readonly Proposal[]) =>
  RunGathered.of({
    runId,
    invoices: invoiced(all).length,
    charges: sum(invoiced(all), 'lines'),
    credits: all.length - invoiced(all).length,
    waiting: 0,
    withoutCard: invoiced(all).filter(({ hasCard }) => !hasCard).length,
    totals: totalsOf(invoiced(all)),
    proposals: all.length,
  });

const show = async (runId: string, headers?: Record<string, string>) => (await office.get(`/api/runs/${runId}`, headers)).body;
const call = (runId: string, what: string, body: object, headers?: Record<string, string>) =>
  office.post(`/api/runs/${runId}/${what}`, body, headers ?? {});

/** A run with these invoices, told in two parts, of which the last comes before it is known how many there are. */
async function proposedRun(all: readonly Proposal[], body: object = {}, headers: Record<string, string> = {}): Promise<string> {
  const { runId } = (await office.post('/api/runs', body, headers)).body;
  const half = Math.ceil(all.length / 2);
  if (half < all.length) await publish(RunProposed.of({ runId, part: half, invoices: all.slice(half) }));
  await publish(gatheredOf(runId, all), RunProposed.of({ runId, part: 0, invoices: all.slice(0, half) }));
  await eventually(async () => expect((await show(runId)).state).not.toBe('collecting'));
  return runId;
}
const three = () => [proposal(1), proposal(2, { hasCard: false }), proposal(3, { currency: 'EUR' })] as [Proposal, Proposal, Proposal];
const put = (body: object, headers: Record<string, string>) =>
  fetch(`${office.url}/api/settings/approval`, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  }).then(async (response) => ({ status: response.status, body: (await response.json()) as any }));

describe('a proposed run', () => {
  it('is not to be decided about before all of its invoices are there', async () => {
    const { runId } = (await office.post('/api/runs', {})).body;
    const all = three();
    await publish(gatheredOf(runId, all), RunProposed.of({ runId, part: 0, invoices: all.slice(0, 2) }));
    await eventually(async () => expect((await show(runId)).invoices).toBe(3));
    const { state, version } = await show(runId);
    expect(state).toBe('collecting');
    expect(await call(runId, 'approve', { version })).toMatchObject({
      status: 409,
      body: { message: 'This run is still being gathered.' },
    });
    await publish(RunProposed.of({ runId, part: 2, invoices: all.slice(2) }));
    await eventually(async () => expect(await show(runId)).toMatchObject({ state: 'waiting-for-approval' }));
  });

  it('lists what there is to look at, by page, and what may be done about each', async () => {
    await office.post('/api/customers', { name: 'No VAT Ltd', customer_ref: 'C-NOVAT' });
    await office.post('/api/customers', { name: 'VAT Ltd', customer_ref: 'C-VAT', vat_number: 'DE811907980' });
    const all = [
      proposal(1, { anomalies: [{ kind: 'three-times-usual', usualMinor: 300, overInvoices: 4 }] }),
      proposal(2, { hasCard: false, anomalies: [{ kind: 'first-invoice' }] }),
      proposal(3, { customerRef: 'C-NOVAT', vatMinor: 0, totalMinor: 3000 }),
      proposal(4, { netMinor: -1000, vatMinor: -200, totalMinor: -1200, anomalies: [{ kind: 'zero-or-negative' }] }),
      proposal(5, { customerRef: 'C-VAT', vatMinor: 0, totalMinor: 5000 }),
    ];
    const runId = await proposedRun(all);
    expect(await show(runId)).toMatchObject({
      invoices: 4,
      credits: 1,
      withoutCard: 1,
      toLookAt: 4,
      anomalies: ['first-invoice', 'missing-vat-number', 'no-card', 'three-times-usual', 'zero-or-negative'].map((kind) => ({
        kind,
        invoices: 1,
        leftOut: 0,
      })),
      estimatedEnd: expect.any(String),
    });
    const list = async (query: string) => (await office.get(`/api/runs/${runId}/invoices?${query}`)).body;
    const seqs = async (query: string) => (await list(query)).invoices.map(({ seq }: Proposal) => seq);
    expect(await seqs('anomaly=any')).toEqual([1, 2, 3, 4]);
    expect(await seqs('anomaly=no-card')).toEqual([2]);
    expect(await seqs('q=customer%205')).toEqual([5]);
    expect(await seqs('anomaly=missing-vat-number')).toEqual([3]);
    expect(await seqs('card=none')).toEqual([2]);
    expect(await seqs('state=put-aside')).toEqual([4]);
    const first = await list('limit=2');
    expect(first.next).toBe(all[1]!.invoiceId);
    expect(await seqs(`limit=2&after=${first.next}`)).toEqual([3, 4]);
    expect(first.invoices[0]).toMatchObject({
      anomalies: [{ kind: 'three-times-usual', usualMinor: 300, overInvoices: 4 }],
      actions: [
        { action: 'leave-out', whyNot: null },
        { action: 'include', whyNot: 'This invoice is not left out.' },
      ],
    });
    expect(await call(runId, `invoices/${all[3]!.invoiceId}/leave-out`, { because: 'a credit' })).toMatchObject({
      status: 409,
      body: { message: 'Its charges come to zero or less, so nothing is invoiced.' },
    });
  });

  it('changes its totals to the penny when an invoice is left out, and back when it is taken in again', async () => {
    const all = three();
    const runId = await proposedRun(all);
    const before = await show(runId);
    const out = await call(
      runId,
      `invoices/${all[1].invoiceId}/leave-out`,
      { because: 'wrong price', version: before.version },
      await as('Ada'),
    );
    expect(out).toMatchObject({
      status: 200,
      body: {
        invoices: 2,
        charges: 2,
        withoutCard: 0,
        totals: [
          { currency: 'EUR', invoices: 1, totalMinor: 3600 },
          { currency: 'GBP', invoices: 1, netMinor: 1000, vatMinor: 200, totalMinor: 1200 },
        ],
        leftOut: { invoices: 1, totals: [{ currency: 'GBP', invoices: 1, totalMinor: 2400 }] },
        sentence: '2 invoices are proposed and wait for approval.',
      },
    });
    expect((await office.get(`/api/runs/${runId}/invoices?state=left-out`)).body.invoices).toMatchObject([
      { seq: 2, leftOut: { by: 'Ada', because: 'wrong price' } },
    ]);
    const again = await call(runId, `invoices/${all[1].invoiceId}/include`, { because: 'right after all' }, await as('Bob'));
    expect(again.body.totals).toEqual(before.totals);
    expect(heard('run.invoice-left-out.v1', runId)).toMatchObject([{ decision: 1, leftOutBy: 'Ada' }]);
    await eventually(() => expect(heard('run.invoice-included.v1', runId)).toMatchObject([{ decision: 2, includedBy: 'Bob' }]));
  });

  it('is left out by group, as one decision, and each invoice is told for itself', async () => {
    const all = [proposal(1, { hasCard: false }), proposal(2), proposal(3, { hasCard: false, anomalies: [{ kind: 'first-invoice' }] })];
    const runId = await proposedRun(all);
    const { version } = await show(runId);
    const out = await call(runId, 'leave-out', { group: 'no-card', because: 'no card', version }, await as('Ada'));
    expect(out.body).toMatchObject({ invoices: 1, leftOut: { invoices: 2 }, totals: [{ totalMinor: 2400 }] });
    expect(heard('run.invoice-left-out.v1', runId).map(({ invoiceId, decision }) => [invoiceId, decision])).toEqual([
      [all[0]!.invoiceId, 1],
      [all[2]!.invoiceId, 2],
    ]);
    const body = { group: 'no-card', because: 'again', version: out.body.version };
    expect(await call(runId, 'leave-out', { ...body, version }, await as('Bob'))).toMatchObject({ status: 409 });
    expect(await call(runId, 'leave-out', body, await as('Bob'))).toMatchObject({
      status: 409,
      body: { message: 'All of these are left out already.' },
    });
    const back = await call(runId, 'include', { ...body, group: 'first-invoice' }, await as('Bob'));
    expect(back.body).toMatchObject({ invoices: 2, leftOut: { invoices: 1 } });
    const [{ what }] = (await office.db.query(`select detail ->> 'what' as what from audit where about = $1 order by id desc limit 1`, [
      runId,
    ])) as any[];
    expect(what).toBe('took in again 1 invoice (first-invoice): again');
  });

  it('goes out with the count of decisions that were made about it', async () => {
    const all = three();
    const runId = await proposedRun(all);
    const { body } = await call(runId, `invoices/${all[0].invoiceId}/leave-out`, { because: 'not yet' });
    await call(runId, 'approve', { version: body.version });
    await eventually(() => expect(heard('run.approved.v1', runId)).toEqual([{ runId, approvedBy: 'local operator', decisions: 1 }]));
    expect(await call(runId, `invoices/${all[1].invoiceId}/leave-out`, { because: 'too late' })).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/^local operator approved this run on /) },
    });
  });

  it('is approved only as it was seen, and says in words what has changed', async () => {
    const all = three();
    const runId = await proposedRun(all);
    const { version } = await show(runId);
    await call(runId, `invoices/${all[0].invoiceId}/leave-out`, { because: 'wrong' }, await as('Ada'));
    expect(await call(runId, 'approve', { version })).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/has changed since you looked at it: invoice left out by Ada at \d{4}-/) },
    });
    expect(heard('run.approved.v1', runId)).toEqual([]);
  });

  it('approved by many at once goes out once, and the others are told who approved it', async () => {
    const runId = await proposedRun(three());
    const { version } = await show(runId);
    const people = await Promise.all(Array.from({ length: 6 }, (_, n) => as(`Person ${n}`)));
    const answers = await Promise.all(people.map((headers) => call(runId, 'approve', { version }, headers)));
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(5);
    for (const { body } of refused) expect(body.message).toMatch(/^Person \d approved this run on \d{4}-\d\d-\d\d at \d\d:\d\d UTC\.$/);
    await eventually(() => expect(heard('run.approved.v1', runId)).toHaveLength(1));
  });

  it('of which all was left out cannot be approved, but stopped', async () => {
    const [only] = three();
    const runId = await proposedRun([only]);
    const { body } = await call(runId, `invoices/${only.invoiceId}/leave-out`, { because: 'wrong' });
    expect(await call(runId, 'approve', { version: body.version })).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('All of its invoices are left out') },
    });
    expect(await call(runId, 'stop', { because: 'nothing left' })).toMatchObject({ status: 200, body: { state: 'stopped' } });
  });

  it('is compared with the run that was approved before it', async () => {
    const first = await proposedRun(three(), { approve: true });
    const second = await proposedRun(three());
    expect(await show(second)).toMatchObject({
      before: {
        runId: first,
        invoices: 3,
        totals: [
          { currency: 'EUR', totalMinor: 3600 },
          { currency: 'GBP', totalMinor: 3600 },
        ],
      },
    });
  });
});

describe('a run under way', () => {
  it('is paused, resumed and stopped, and says so', async () => {
    const runId = await proposedRun(three(), { approve: true });
    expect(await call(runId, 'pause', {}, await as('Ada'))).toMatchObject({ body: { state: 'paused', paused: { by: 'Ada' } } });
    expect(await call(runId, 'pause', {})).toMatchObject({ status: 409, body: { message: 'Ada has paused this run already.' } });
    expect(await call(runId, 'resume', {})).toMatchObject({ body: { state: 'under-way', paused: null } });
    expect(await call(runId, 'stop', { because: '' })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('because') },
    });
    expect(await call(runId, 'stop', { because: 'wrong prices' }, await as('Bob'))).toMatchObject({
      body: { state: 'stopped', stopped: { by: 'Bob', because: 'wrong prices', settled: false } },
    });
    await publish(RunCutShort.of({ runId, issued: 0, released: 3 }));
    await eventually(async () => expect(await show(runId)).toMatchObject({ state: 'stopped', stopped: { settled: true } }));
    for (const what of ['pause', 'resume', 'stop'])
      expect(await call(runId, what, what === 'stop' ? { because: 'again' } : {})).toMatchObject({
        status: 409,
        body: { message: expect.stringMatching(/^Bob stopped this run on /) },
      });
    expect([heard('run.paused.v1', runId)[0].turn, heard('run.resumed.v1', runId)[0].turn]).toEqual([1, 2]);
    const audit: { action: string }[] = await office.db.query('select action from audit where about = $1 order by id', [runId]);
    expect(audit.map(({ action }) => action)).toEqual(['run requested', 'run approved', 'run paused', 'run resumed', 'run stopped']);
  });

  it('that has issued all cannot be paused or stopped any more', async () => {
    const runId = await proposedRun(three(), { approve: true });
    await publish(RunIssued.of({ runId, invoices: 3 }));
    await eventually(async () => expect(await call(runId, 'pause', {})).toMatchObject({ status: 409 }));
    expect(await call(runId, 'stop', { because: 'wrong' })).toMatchObject({
      status: 409,
      body: { message: 'Every invoice of this run has been issued.' },
    });
  });

  it('that was stopped cannot be approved', async () => {
    const runId = await proposedRun(three());
    await call(runId, 'stop', { because: 'not today' }, await as('Ada'));
    expect(await call(runId, 'approve', { version: (await show(runId)).version })).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/^Ada stopped this run on /) },
    });
  });
});

describe('who looks at a run', () => {
  it('is told to look again when somebody decides and when its invoices go on, if they may see it', async () => {
    const runId = await proposedRun(three());
    const bill = billOf(randomUUID(), runId);
    const rooms = [{ run: runId }, { list: 'runs' }, { invoice: bill.invoiceId }, { list: 'invoices' }];
    const listen = async (role: Role) => {
      const words: { topic: string; id: string; version: number }[] = [];
      const { cookie } = (await office.as(`Listening ${role}`, { roles: [role] })).headers;
      const socket = io(office.url, { path: '/api/live/socket.io', transports: ['websocket'], extraHeaders: { cookie } });
      socket.on('look-again', (word) => words.push(word));
      const entered = await Promise.all(rooms.map((room) => socket.emitWithAck('enter', room)));
      return { words, socket, entered: entered.map((answer: { entered: boolean }) => answer.entered) };
    };
    const [finance, agent] = [await listen('finance-manager'), await listen('agent')];
    expect([finance.entered, agent.entered]).toEqual([
      [true, true, true, true],
      [false, false, false, false],
    ]);
    const { version } = await show(runId);
    await call(runId, 'approve', { version });
    await eventually(() => expect(finance.words).toContainEqual({ topic: 'run', id: runId, version: version + 1 }));
    const before = finance.words.length;
    await publish(facts.due(bill));
    await eventually(() =>
      expect(finance.words.slice(before)).toEqual(
        expect.arrayContaining([
          { topic: 'run', id: runId, version: version + 1 },
          { topic: 'invoice', id: bill.invoiceId, version: 0 },
          { topic: 'invoices', id: '', version: 0 },
        ]),
      ),
    );
    expect(agent.words).toEqual([]);
    for (const { socket } of [finance, agent]) socket.close();
  });
});

describe('the policy', () => {
  const policy = { automaticUpTo: [], onePersonUpTo: null, stopUpTo: null, approvers: ['finance-manager', 'finance-approver'] };
  const gbp = (totalMinor: number) => [{ currency: 'GBP', totalMinor }];

  it('lets a run go by itself under a limit and with nothing unusual, and only then', async () => {
    await as('Zoë');
    expect(await put({ ...policy, automaticUpTo: gbp(2400) }, await as('Fin'))).toMatchObject({ status: 200, body: { changedBy: 'Fin' } });
    const small = await proposedRun([proposal(2)]);
    expect(await show(small)).toMatchObject({ state: 'under-way', approvedBy: 'Takings' });
    await eventually(() => expect(heard('run.approved.v1', small)).toHaveLength(1));
    for (const one of [proposal(3), proposal(1, { anomalies: [{ kind: 'first-invoice' }] }), proposal(1, { currency: 'EUR' })])
      expect(await show(await proposedRun([one]))).toMatchObject({ state: 'waiting-for-approval', approval: { needed: 1 } });
  });

  it('wants two different persons above a limit, neither of whom asked for the run', async () => {
    expect(await put({ ...policy, onePersonUpTo: gbp(1000) }, await as('Fin'))).toMatchObject({ status: 200 });
    const [ada, bob, cleo] = [await as('Ada'), await as('Bob'), await as('Cleo', ['finance-approver'])];
    const runId = await proposedRun([proposal(1), proposal(2)], { approve: true }, ada);
    const { version } = await show(runId);
    expect(await call(runId, 'approve', { version }, ada)).toMatchObject({ status: 409 });
    const { body: once } = await call(runId, 'approve', { version }, bob);
    expect(once).toMatchObject({ state: 'waiting-for-approval', approval: { rule: 'two', needed: 2 } });
    expect(await call(runId, 'approve', { version: once.version }, bob)).toMatchObject({
      status: 409,
      body: { message: 'You have approved this run; it needs a second person.' },
    });
    expect(await call(runId, 'approve', { version: once.version }, cleo)).toMatchObject({
      status: 200,
      body: { state: 'under-way', approvedBy: 'Bob and Cleo' },
    });
  });

  it('wants a second person to stop a run above a limit', async () => {
    const [ada, bob] = [await as('Ada'), await as('Bob')];
    expect(await put({ ...policy, stopUpTo: gbp(1000) }, await as('Fin'))).toMatchObject({ status: 200 });
    const runId = await proposedRun([proposal(1)]);
    const asked = await call(runId, 'stop', { because: 'wrong prices' }, ada);
    expect(asked.body).toMatchObject({ state: 'waiting-for-approval', stopAsked: { by: 'Ada', because: 'wrong prices' } });
    expect(await call(runId, 'stop', { because: 'really' }, ada)).toMatchObject({
      status: 409,
      body: { message: 'You have asked for this run to be stopped; it needs a second person.' },
    });
    expect(heard('run.stopped.v1', runId)).toEqual([]);
    expect((await call(runId, 'stop', { because: 'so they are' }, bob)).body).toMatchObject({
      state: 'stopped',
      stopped: { by: 'Ada and Bob' },
    });
    await eventually(() => expect(heard('run.stopped.v1', runId)).toMatchObject([{ stoppedBy: 'Ada and Bob' }]));
    const small = await proposedRun([proposal(1, { totalMinor: 900, netMinor: 900, vatMinor: 0 })]);
    expect((await call(small, 'stop', { because: 'small' }, ada)).body).toMatchObject({ state: 'stopped', stopped: { by: 'Ada' } });
  });

  it('takes the first approval back when something is left out after it', async () => {
    await put({ ...policy, onePersonUpTo: [] }, await as('Fin'));
    await as('Other');
    const [one, two] = [proposal(1), proposal(2)];
    const runId = await proposedRun([one, two]);
    const { body } = await call(runId, 'approve', { version: (await show(runId)).version }, await as('Bob'));
    expect(body.approval.given).toMatchObject([{ by: 'Bob' }]);
    const after = await call(runId, `invoices/${one.invoiceId}/leave-out`, { because: 'wrong' });
    expect(after.body.approval.given).toEqual([]);
  });

  it('is refused when nobody could approve by it', async () => {
    const fin = await as('Fin');
    expect(await put({ ...policy, approvers: [] }, fin)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('approvers') },
    });
    await office.db.query('update person set active = false');
    const only = await as('Only');
    expect(await put({ ...policy, approvers: ['finance-approver'] }, only)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('nobody who can sign in is among finance approvers') },
    });
    expect(await put({ ...policy, onePersonUpTo: gbp(1) }, only)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('expected roles of at least two persons') },
    });
  });

  it('is kept with what it was before, and changed by one person at a time', async () => {
    const fin = await as('Fin');
    const { body } = await put({ ...policy, automaticUpTo: gbp(5), revision: 0 }, fin);
    expect(await put({ ...policy, revision: 0 }, fin)).toMatchObject({ status: 409 });
    await put({ ...policy, revision: body.revision }, fin);
    const [last] = await office.db.query(`select detail from audit where about = 'approval' order by id desc limit 1`);
    expect(last.detail).toEqual({ what: 'approval: automatic up to changed', before: { ...policy, automaticUpTo: gbp(5) }, after: policy });
  });

  it('is for finance managers to change, and others see what they may not do', async () => {
    const viewer = await as('Vera', ['management']);
    expect(await put(policy, viewer)).toMatchObject({ status: 403 });
    const runId = await proposedRun(three());
    const { actions, version } = await show(runId, viewer);
    expect(actions.filter(({ whyNot }: { whyNot: string | null }) => whyNot === null)).toEqual([]);
    expect(await call(runId, 'approve', { version }, viewer)).toMatchObject({ status: 403 });
    expect(await call(runId, 'stop', { because: 'me' }, viewer)).toMatchObject({ status: 403 });
  });
});

describe('whatever people and facts do to a run', () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constantFrom('leave-out', 'include', 'approve', 'stop', 'pause', 'resume'),
      who: fc.nat(2),
      invoice: fc.nat(2),
      stale: fc.boolean(),
    }),
    fc.record({
      do: fc.constantFrom('issued', 'cut-short', 'propose'),
      who: fc.constant(0),
      invoice: fc.constant(0),
      stale: fc.constant(false),
    }),
  );
  const ALLOWED: Record<string, readonly string[]> = {
    collecting: ['collecting', 'waiting-for-approval', 'stopped'],
    'waiting-for-approval': ['waiting-for-approval', 'under-way', 'stopped'],
    'under-way': ['under-way', 'paused', 'stopped', 'finished'],
    paused: ['paused', 'under-way', 'stopped', 'finished'],
    stopped: ['stopped'],
    finished: ['finished'],
  };

  it('no state is illegal, nothing offered is refused, and nothing refused is offered; two at once included', async () => {
    await put({ automaticUpTo: [], onePersonUpTo: [], approvers: ['finance-manager'] }, await as('Fin'));
    const people = [await as('Ada'), await as('Bob'), await as('Vera', ['management'])];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, fc.option(step, { nil: undefined })), { minLength: 1, maxLength: 10 }), async (steps) => {
        const all = three();
        const { runId } = (await office.post('/api/runs', {})).body;
        await office.taken(gatheredOf(runId, all));
        let told = false;
        const act = async (one: { do: string; who: number; invoice: number; stale: boolean }) => {
          if (one.do === 'propose') {
            if (told) return undefined;
            told = true;
            return office.taken(RunProposed.of({ runId, part: 0, invoices: all }));
          }
          if (one.do === 'issued' || one.do === 'cut-short') {
            const { state } = await show(runId);
            const issued = one.do === 'issued' && ['under-way', 'paused'].includes(state);
            if (issued) await office.taken(RunIssued.of({ runId, invoices: 0 }));
            else if (one.do === 'cut-short' && state === 'stopped') await office.taken(RunCutShort.of({ runId, issued: 0, released: 0 }));
            return undefined;
          }
          const headers = people[one.who]!;
          const seen = await show(runId, headers);
          const single = one.do === 'leave-out' || one.do === 'include';
          const { invoiceId } = all[one.invoice]!;
          const rows = (await office.get(`/api/runs/${runId}/invoices`, headers)).body.invoices;
          const offers = single ? rows.find((row: Proposal) => row.invoiceId === invoiceId)?.actions : seen.actions;
          const offer = offers?.find(({ action }: { action: string }) => action === one.do);
          const body = { approve: { version: seen.version + (one.stale ? 1 : 0) }, stop: { because: 'a test' } }[one.do] ?? {};
          const path = single ? `invoices/${invoiceId}/${one.do}` : one.do;
          const answer = await call(runId, path, single ? { because: 'a test', version: seen.version } : body, headers);
          return { one, offer, answer };
        };
        let before = 'collecting';
        for (const [first, second] of steps) {
          const outcomes = await Promise.all([act(first), ...(second ? [act(second)] : [])]);
          for (const outcome of outcomes) {
            if (!outcome) continue;
            const { one, offer, answer } = outcome;
            // Two at the same moment: the one who came second is told so.
            const legal = offer ? offer.whyNot === null && !(one.do === 'approve' && one.stale) : false;
            const expected = legal ? (second ? [200, 409] : [200]) : offer ? [403, 409] : [403, 404, 409];
            if (!(second && answer.status === 200))
              expect([one.do, offer, expected]).toEqual([one.do, offer, expect.arrayContaining([answer.status])]);
          }
          const { state } = await show(runId);
          // Two steps at once may lead on from where one of them leads.
          expect(second ? ALLOWED[before]!.flatMap((next) => ALLOWED[next]!) : ALLOWED[before]).toContain(state);
          before = state;
        }
        expect(heard('run.approved.v1', runId).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
