/** @servers any: it is about the folder of the local start and what it remembers there. */
import { json } from 'node:stream/consumers';
import { eventually } from '@takings/testing';
import { call, type Run } from '@takings/tools';
import { folder, remove, RunningProduct } from './driver/running-product';
import { type OwnServers, ownServers } from './driver/servers';

const STARTS_MS = 120_000;
/** Two starts each. */
const A_TEST_MS = 2 * STARTS_MS;

let servers: OwnServers;
let data: string;
let running: RunningProduct | undefined;

beforeEach(async () => {
  servers = await ownServers();
  data = folder();
});
afterEach(async () => {
  await running?.stop();
  await servers.close();
  remove(data);
});

const start = async (...args: string[]) => {
  running = await RunningProduct.start(data, servers.env, args);
  return running;
};
const runs = async ({ url, headers }: RunningProduct) => ((await json(await call(`${url}/api/runs`, { headers }))) as { runs: Run[] }).runs;

it(
  'imports made-up charges on the first start, shows their run, and finds it again on the second',
  async () => {
    const first = await start();
    await eventually(async () => expect((await runs(first))[0]?.invoices).toBeGreaterThan(0), STARTS_MS);
    await eventually(() => expect(first.said).toMatch(/^First start: [^]*^\d+ made-up charges were imported/m), STARTS_MS);
    const [{ runId }] = (await runs(first)) as [Run];
    await first.stop();
    expect(first.processes.size).toBe(0);

    const second = await start();
    expect((await runs(second)).map((run) => run.runId)).toEqual([runId]);
  },
  A_TEST_MS,
);

it(
  'starts empty with --no-demo, and has no made-up charges later either',
  async () => {
    const first = await start('--no-demo');
    expect(await runs(first)).toEqual([]);
    await expect(RunningProduct.start(data, servers.env)).rejects.toThrow('Takings already runs on this folder');
    const ended = await first.stop();
    expect(ended).toMatchObject({ code: 0, err: '' });

    const second = await start();
    expect(await runs(second)).toEqual([]);
  },
  A_TEST_MS,
);
