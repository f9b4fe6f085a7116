import { eventually, type FreshDatabase, freshDatabase, type TestBroker, testBroker } from '@takings/testing';
import { RunningLeaderboard } from '../testing/running-leaderboard';

let database: FreshDatabase;
let broker: TestBroker;
const running: RunningLeaderboard[] = [];

const start = async (rules: Record<string, string> = {}) => {
  const started = await RunningLeaderboard.start({ databaseUrl: database.url, amqpUrl: broker.url }, { STAGES: 'track-roster', ...rules });
  running.push(started);
  return started;
};
const refused = (rules: Record<string, string>) =>
  start(rules).then(
    () => 'it started',
    (error: Error) => error.message,
  );

/** The connections that hold the lock of the rules. */
const holders = ({ db }: RunningLeaderboard): Promise<{ pid: number }[]> =>
  db.query(`select pid from pg_locks join pg_database d on d.oid = database
            where locktype = 'advisory' and objsubid = 2 and granted and d.datname = current_database()`);

beforeAll(async () => {
  [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
});
afterEach(() => Promise.all(running.splice(0).map((one) => one.close())));
afterAll(async () => {
  await broker?.close();
  await database?.drop();
});

describe('processes of one leaderboard', () => {
  it('do not start with other rules than those that run, and say why', async () => {
    await Promise.all([start(), start()]);
    for (const [name, value] of [
      ['RANKS', 'dense'],
      ['VOIDS_COUNT', 'on-day-of-void'],
      ['FLOOR_TIME_ZONE', 'Europe/Berlin'],
    ] as const) {
      expect(await refused({ [name]: value })).toMatch(
        new RegExp(`^Another leaderboard process ranks by other rules than .*${name}=${value}.*stop all of them first\\.$`),
      );
    }
  });

  it('start with other rules when all have stopped', async () => {
    const [one, other] = [await start(), await start()];
    await one.close();
    expect(await refused({ RANKS: 'dense' })).toMatch(/^Another leaderboard process/);
    await other.close();
    running.length = 0;
    await start({ RANKS: 'dense' });
    expect(await refused({})).toMatch(/^Another leaderboard process/);
  });

  it('hold to their rules when their connections are lost', async () => {
    const one = await start();
    const before = await holders(one);
    expect(before).toHaveLength(1);
    await one.db
      .query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
      .catch(() => undefined);
    await eventually(async () => {
      const after = await holders(one);
      expect(after).toHaveLength(1);
      expect(after).not.toEqual(before);
    }, 20_000);
    expect(await refused({ RANKS: 'dense' })).toMatch(/^Another leaderboard process/);
  }, 40_000);
});
