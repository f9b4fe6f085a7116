import { ConsultantSaved, type Given, InvoiceDue, InvoicePaid, TeamSaved } from '@takings/contracts';
import { eventually, FactTap, type FreshDatabase, freshDatabase, type TestBroker, testBroker } from '@takings/testing';
import { RunningLeaderboard } from '../testing/running-leaderboard';
import { adjusted, chargeOf, completed, FALCON, KESTREL, saleOf, uuid, voided } from '../testing/sample-facts';

let database: FreshDatabase;
let broker: TestBroker;
let tap: FactTap;
let app: RunningLeaderboard;
let sent = 0;

/** Told at that moment. */
async function tell(given: Given, time = '2026-03-03T09:00:00.000Z') {
  const event = { ...tap.eventOf(given), time };
  await tap.publish(event);
  sent++;
}
const taken = () => eventually(async () => expect(await app.db.query('select id from inbox')).toHaveLength(sent));

const team = (seller: typeof FALCON, changes = {}) =>
  TeamSaved.of({
    teamId: seller.teamId,
    name: seller.teamName,
    displayName: `The ${seller.teamName}s`,
    timeZone: seller.timeZone,
    ...{ targetMinor: 50_000, currency: 'GBP', active: true, revision: 1, ...changes },
  });

const dueOf = (invoiceId: string, chargeRef: string, netMinor: number) => {
  const { currency, dueOn, customerRef, customerName, customerEmail, cardRef, ...line } = chargeOf(chargeRef, netMinor);
  const bill = { invoiceId, invoiceNumber: `TK-${chargeRef}`, runId: uuid(1), customerRef, customerName, customerEmail, cardRef, currency };
  const totalMinor = netMinor + line.vatMinor;
  return { ...bill, totalMinor, dueOn, issuedOn: dueOn, netMinor, vatMinor: line.vatMinor, lines: [line] };
};
const paidOf = ({ issuedOn: _, netMinor: _n, vatMinor: _v, lines: _l, ...bill }: ReturnType<typeof dueOf>) =>
  InvoicePaid.of({
    ...bill,
    ...{ xeroInvoiceId: 'x', attempt: 1, orderReference: 'o-1', paidMinor: bill.totalMinor, transactionReference: 't' },
    paidAt: '2026-04-01T10:00:00.000Z',
  });

/** On Monday 2 March: Ann £100 at nine and £50 at ten, Ben £150 at eleven, Cid of Kestrel £70; one of Dee's is taken back. */
beforeAll(async () => {
  [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
  tap = await FactTap.on(broker.url);
  app = await RunningLeaderboard.start({ databaseUrl: database.url, amqpUrl: broker.url });
  const at = (hour: number) => `2026-03-02T${String(hour).padStart(2, '0')}:00:00.000Z`;
  await tell(team(FALCON, { revision: 2 }));
  await tell(team(FALCON, { revision: 1, displayName: 'Told too late' }));
  await tell(team(KESTREL, { targetMinor: null, currency: null }));
  await tell(completed(saleOf(1, { soldAt: at(9), charges: [chargeOf('CH-1', 10_000)] })), at(9));
  await tell(completed(saleOf(2, { soldAt: at(10), revenueMinor: 5_000, charges: [chargeOf('CH-2', 5_000)] })), at(10));
  await tell(completed(saleOf(3, { who: 2, soldAt: at(11), revenueMinor: 15_000, charges: [chargeOf('CH-3', 15_000)] })), at(11));
  await tell(completed(saleOf(4, { who: 3, ...KESTREL, soldAt: at(12), revenueMinor: 7_000 })), at(12));
  const taken = saleOf(5, { who: 4, soldAt: at(13), revenueMinor: 90_000 });
  await tell(completed(taken), at(13));
  await tell(voided(taken, at(15)), at(15));
  await tell(adjusted(1, { who: 3, revenueMinor: -500, countsAt: at(14) }), '2026-03-03T09:00:00.000Z');
  await tell(completed(saleOf(6, { who: 3, ...KESTREL, soldAt: '2026-03-03T04:59:00.000Z', revenueMinor: 1_000 })));
  await tell(completed(saleOf(7, { who: 3, ...KESTREL, soldAt: '2026-03-03T05:00:00.000Z', revenueMinor: 2_000 })));
  await tell(InvoiceDue.of(dueOf(uuid(1), 'CH-1', 10_000)));
  await tell(paidOf(dueOf(uuid(1), 'CH-1', 10_000)));
  await tell(paidOf(dueOf(uuid(3), 'CH-3', 15_000)));
  await tell(InvoiceDue.of(dueOf(uuid(2), 'CH-2', 5_000)));
  await eventually(async () => expect((await app.db.query('select id from inbox')).length).toBe(sent));
});
afterAll(async () => {
  await app?.close();
  await tap?.close();
  await broker?.close();
  await database?.drop();
});

const placesOf = (body: any) =>
  body.rankings.map((one: any) => [one.ranking, one.consultant, one.team, one.unitsSold, one.salesRevenue.minor]);
const places = async (path: string) => placesOf((await app.get(path)).body);

it('lists the boards there are', async () => {
  const { body } = await app.get('/api/boards');
  expect(body.map(({ board, title, scope, timeZone, currencies }: any) => [board, title, scope, timeZone, currencies])).toEqual([
    ['floor', 'Whole floor', 'floor', 'Europe/London', ['GBP']],
    ['Falcon', 'The Falcons', 'team', 'Europe/London', ['GBP']],
    ['Kestrel', 'The Kestrels', 'team', 'America/New_York', ['GBP']],
  ]);
});

it('ranks a day by revenue, then by who reached it first, without what was taken back', async () => {
  const { status, body } = await app.get('/api/boards/floor?on=2026-03-02');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    board: 'floor',
    period: 'day',
    on: '2026-03-02',
    currency: 'GBP',
    resetsAt: '2026-03-03T00:00:00.000Z',
    total: { minor: 37_500, currency: 'GBP' },
    target: { minor: 50_000, currency: 'GBP' },
    seq: 0,
  });
  expect(placesOf(body)).toEqual([
    [1, 'Ann', 'Falcon', 2, 15_000],
    [2, 'Ben', 'Falcon', 1, 15_000],
    [3, 'Cid', 'Kestrel', 2, 7_500],
  ]);
});

it("ends a team's day where the team is", async () => {
  expect(await places('/api/boards/Kestrel?on=2026-03-02')).toEqual([[1, 'Cid', 'Kestrel', 2, 8_000]]);
  expect(await places('/api/boards/Kestrel?on=2026-03-03')).toEqual([[1, 'Cid', 'Kestrel', 1, 2_000]]);
  expect((await app.get('/api/boards/Kestrel?on=2026-03-08')).body.resetsAt).toBe('2026-03-09T04:00:00.000Z');
});

it('has weeks from Monday and months', async () => {
  expect((await places('/api/boards/floor?on=2026-03-08&period=week'))[2]).toEqual([3, 'Cid', 'Kestrel', 3, 9_500]);
  expect(await places('/api/boards/floor?on=2026-03-09&period=week')).toEqual([]);
  const { body } = await app.get('/api/boards/floor?on=2026-03-31&period=month');
  expect([body.from, body.to, body.total.minor]).toEqual(['2026-03-01', '2026-03-31', 39_500]);
});

it('is rewound to what was known at a moment', async () => {
  expect(await places('/api/boards/floor?at=2026-03-02T10:30:00Z')).toEqual([[1, 'Ann', 'Falcon', 2, 15_000]]);
  expect((await places('/api/boards/floor?at=2026-03-02T14:30:00%2B00:00'))[0]).toEqual([1, 'Dee', 'Falcon', 1, 90_000]);
  expect((await places('/api/boards/floor?at=2026-03-02T23:30:00Z'))[2]).toEqual([3, 'Cid', 'Kestrel', 1, 7_000]);
});

it('names the minutes to rewind to', async () => {
  const { body } = await app.get('/api/boards/floor/minutes?on=2026-03-02');
  expect(body.minutes[0]).toEqual({ at: '2026-03-02T09:01:00.000Z', told: 1 });
  expect(body.minutes.at(-1)).toEqual({ at: '2026-03-03T09:01:00.000Z', told: 2 });
});

it('explains a position by all that makes it, and what is missing to the place above', async () => {
  const { body } = await app.get('/api/boards/floor/explain?consultant=Cid&on=2026-03-02');
  expect(body).toMatchObject({ consultant: 'Cid', ranking: 3, unitsSold: 2, salesRevenue: { minor: 7_500, currency: 'GBP' } });
  expect(body.entries.map(({ kind, saleRef, amount, reason, by, late }: any) => [kind, saleRef, amount.minor, reason, by, late])).toEqual([
    ['sale', 'S-4', 7_000, null, null, false],
    ['adjustment', null, -500, 'Counted twice', 'Mo', true],
    ['sale', 'S-6', 1_000, null, null, true],
  ]);
  expect(body.above).toMatchObject({ by: 'revenue', missing: { minor: 7_500 }, sentence: '£75.00 less than Ben' });
});

it('explains a tie by who was first, and a sale that was taken back', async () => {
  const { body } = await app.get('/api/boards/Falcon/explain?consultant=Ben&on=2026-03-02');
  expect(body.above).toMatchObject({
    by: 'reached-first',
    sentence: 'The same revenue as Ann, who reached it first: 2 Mar 10:00:00, not 2 Mar 11:00:00',
  });
  const dee = (await app.get(`/api/boards/floor/explain?consultant=${uuid(4, 9)}&on=2026-03-02`)).body;
  expect([dee.ranking, dee.unitsSold, dee.salesRevenue.minor]).toEqual([null, 0, 0]);
  expect(dee.entries.map(({ kind, cancelled, amount, reason }: any) => [kind, cancelled, amount.minor, reason])).toEqual([
    ['sale', true, 90_000, null],
    ['void', true, -90_000, 'The customer changed their mind'],
  ]);
});

it('shows what of the sold is invoiced and paid, whichever was told first', async () => {
  const { body } = await app.get('/api/boards/Falcon/collected?on=2026-03-02');
  expect(body.consultants.map(({ consultant, sold, invoiced, paid }: any) => [consultant, sold.minor, invoiced.minor, paid.minor])).toEqual(
    [
      ['Ann', 15_000, 15_000, 10_000],
      ['Ben', 15_000, 0, 0],
      ['Cid', -500, 0, 0],
    ],
  );
  await tell(InvoiceDue.of(dueOf(uuid(3), 'CH-3', 15_000)));
  await taken();
  expect((await app.get('/api/boards/Falcon/collected?on=2026-03-02')).body.total).toMatchObject({
    invoiced: { minor: 30_000 },
    paid: { minor: 25_000 },
  });
});

it.each([
  ['/api/boards/Osprey', 404, undefined, 'There is no board "Osprey"; there are floor, Falcon, Kestrel'],
  ['/api/boards/floor/explain?consultant=Zoe', 404, undefined, 'There is no consultant "Zoe"'],
  ['/api/boards/floor/explain', 400, 'consultant', 'consultant: is missing; expected text'],
  ['/api/boards/floor?period=year', 400, 'period', 'period: expected day, week or month'],
  ['/api/boards/floor?on=2026-02-30', 400, 'on', 'on: expected a day of the calendar written YYYY-MM-DD'],
  ['/api/boards/floor?at=noon', 400, 'at', 'at: expected a moment such as 2026-11-21T16:30:00Z'],
  ['/api/boards/floor?currency=pounds', 400, 'currency', 'currency: expected an ISO 4217 code such as GBP'],
  ['/api/boards/floor?currency=ZZZ', 400, 'currency', 'currency: ZZZ is not one we know; expected GBP'],
  ['/api/boards/floor?day=today', 400, 'day', '"day" is not known here'],
])('answers %s with %d and what is expected', async (path, status, field, message) => {
  const answer = await app.get(path);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ message, ...(field && { field }) });
});

it('asks which currency where there are several, and then ranks that one', async () => {
  await tell(completed(saleOf(8, { soldAt: '2026-03-02T09:00:00.000Z', currency: 'EUR', revenueMinor: 300 })));
  await taken();
  const { status, body } = await app.get('/api/boards/Falcon?on=2026-03-02');
  expect([status, body.field, body.message]).toEqual([400, 'currency', 'currency: Falcon has sales in several; expected one of EUR, GBP']);
  expect(await places('/api/boards/Falcon?on=2026-03-02&currency=EUR')).toEqual([[1, 'Ann', 'Falcon', 1, 300]]);
  expect(await places('/api/boards/Falcon?on=2026-03-02&currency=CHF')).toEqual([]);
});

it('calls a team as it was called last, and knows who hides from screens', async () => {
  const annOf = (revision: number, hiddenFromScreens: boolean) =>
    ConsultantSaved.of({ consultantId: uuid(1, 9), name: 'Ann', teamId: FALCON.teamId, hiddenFromScreens, active: true, revision });
  await tell(annOf(2, true));
  await tell(annOf(1, false));
  await tell(team(KESTREL, { revision: 3, name: 'Kite' }));
  await taken();
  expect((await app.get('/api/boards')).body[2]).toMatchObject({ board: 'Kite', title: 'The Kestrels' });
  expect(await app.db.query('select hidden_from_screens as hidden from consultant')).toEqual([{ hidden: true }]);
});

it('is described at its own address', async () => {
  const { body } = await app.get('/api/leaderboard/openapi.json');
  expect(Object.keys(body.paths)).toContain('/api/boards/{board}');
  const { status, headers } = await fetch(`${app.url}/api/leaderboard`, { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([302, '/api/leaderboard/docs']);
});
