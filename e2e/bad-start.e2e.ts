/** @servers any: the servers of this test are not there. */
import { freePort } from '@takings/tools';
import { folder, remove, startToEnd } from './driver/running-product';
import { type OwnServers, ownServers } from './driver/servers';

const A_START_MS = 120_000;

let servers: OwnServers;
let data: string;

beforeEach(async () => {
  servers = await ownServers();
  data = folder();
});
afterEach(async () => {
  await servers.close();
  remove(data);
});

const startWith = (env: NodeJS.ProcessEnv) => startToEnd(['--no-demo', '--data', data, '--port', '0'], { ...servers.env, ...env });

it(
  'says at the start which server cannot be reached',
  async () => {
    const port = await freePort();
    const { code, err } = await startWith({ DATABASE_URL: `postgres://nobody@127.0.0.1:${port}/nothing` });
    expect(code).toBe(1);
    expect(err).toBe(`The database that DATABASE_URL names cannot be reached: connect ECONNREFUSED 127.0.0.1:${port}\n`);
  },
  A_START_MS,
);

it('says at the start every variable that is wrong, and what is expected', async () => {
  const { code, err, out } = await startWith({ DATABASE_URL: 'mysql://x', AMQP_URL: 'nowhere' });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe(
    'The configuration has faults:\n' +
      '  DATABASE_URL is wrong; expected a PostgreSQL URL; without it a local server is started\n' +
      '  AMQP_URL is wrong; expected an AMQP URL; without it the small broker is started\n',
  );
});
