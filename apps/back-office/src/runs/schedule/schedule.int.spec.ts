import { eventually } from '@takings/testing';
import { RunningBackOffice } from '../../testing/running-back-office';
import { LaterServers, laterQueue } from './later';
import { ScheduledRuns } from './scheduled-runs';

let office: RunningBackOffice;
let manager: Record<string, string>;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  manager = (await office.as('Fin', { roles: ['finance-manager'] })).headers;
});
afterAll(() => office?.close());
beforeEach(() => office.db.query('delete from setting; delete from run'));

const put = (body: object, headers = manager) =>
  fetch(`${office.url}/api/settings/schedule`, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  }).then(async (response) => ({ status: response.status, body: (await response.json()) as any }));
const runs = () => office.db.query('select run_on::text as day, requested_by as by, period from run order by period');
const everyMorning = { on: true, cron: '0 6 * * *', timeZone: 'Europe/London' };
const setAt = (moment: string) => office.db.query(`update setting set changed_at = $1 where name = 'schedule'`, [moment]);

it('is off until somebody switches it on, and says then when the next run is due', async () => {
  expect((await office.get('/api/settings/schedule')).body).toMatchObject({ on: false, cron: '0 6 * * 2,5', nextDueAt: null, revision: 0 });
  const { body } = await put({ ...everyMorning, revision: 0 });
  expect(Date.parse(body.nextDueAt)).toBeGreaterThan(Date.now());
  expect(body).toMatchObject({ on: true, changedBy: 'Fin', revision: 1 });
  expect(await put({ ...everyMorning, on: false, revision: 0 })).toMatchObject({ status: 409 });
  const [{ detail }] = await office.db.query(`select detail from audit where about = 'schedule' order by id desc limit 1`);
  expect(detail).toMatchObject({ before: { on: false }, after: everyMorning });
});

it.each([
  [{ ...everyMorning, cron: 'daily' }, 'expected five cron fields'],
  [{ ...everyMorning, timeZone: 'Mars/Olympus' }, 'expected an IANA time zone'],
])('is refused as %j', async (body, message) => {
  expect(await put(body)).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } });
});

it('asks for one run of a period, whoever strikes and however often', async () => {
  await put(everyMorning);
  await setAt('2026-07-01T12:00:00Z');
  const strikes = Array.from({ length: 8 }, () => office.part(ScheduledRuns).ensure(new Date('2026-07-02T05:00:00.500Z')));
  expect((await Promise.all(strikes)).filter(Boolean)).toHaveLength(1);
  expect(await runs()).toEqual([{ day: '2026-07-02', by: 'the schedule', period: '2026-07-02T05:00:00.000Z' }]);
});

it('catches up once what was missed for days, and nothing from before it was set', async () => {
  await put(everyMorning);
  await setAt('2026-07-01T12:00:00Z');
  const scheduled = office.part(ScheduledRuns);
  expect(await scheduled.ensure(new Date('2026-07-01T18:00:00Z'))).toBeUndefined();
  expect(await scheduled.ensure(new Date('2026-07-09T18:00:00Z'))).toBeDefined();
  expect(await scheduled.ensure(new Date('2026-07-09T19:00:00Z'))).toBeUndefined();
  expect(await runs()).toEqual([{ day: '2026-07-09', by: 'the schedule', period: '2026-07-09T05:00:00.000Z' }]);
});

it('asks for nothing once it is off', async () => {
  await put(everyMorning);
  await put({ ...everyMorning, on: false });
  await setAt('2026-07-01T12:00:00Z');
  expect(await office.part(ScheduledRuns).ensure(new Date('2026-07-09T18:00:00Z'))).toBeUndefined();
});

it('is struck by BullMQ, which keeps its clock in the database, and in one process at a time', async () => {
  const servers = office.part(LaterServers);
  const strikes: string[] = [];
  const clocks = ['one', 'two'].map((name) =>
    laterQueue(
      servers,
      'struck',
      async () => void strikes.push(name),
      () => undefined,
    ),
  );
  for (const { queue } of clocks) await queue.upsertJobScheduler('every-second', { pattern: '* * * * * *' });
  await eventually(() => expect(strikes.length).toBeGreaterThan(2));
  const [first] = clocks;
  expect(await first!.queue.getJobSchedulersCount()).toBe(1);
  for (const { worker, queue } of clocks) {
    await worker.close();
    await queue.close();
  }
});
