import { median, percentile, round } from '../measure.mjs';
import { emptyQueues, ownDatabase } from '../servers.mjs';
import { before, expectKept } from './check.mjs';
import { Dbos, Ours, Restate, SELLER } from './contenders.mjs';
import { Agents } from './driver.mjs';

const ROUNDS = 3;
const OPEN_FLOWS = Number(process.env.OPEN_FLOWS ?? 10_000);
const SECONDS = Number(process.env.SECONDS ?? 8);
const WARM_SECONDS = 2;
const LIGHT = { perSecond: 50, seconds: 4 };

/** Step commands over HTTP on many open sales, beside the same sales on Restate and on DBOS. AMQP_URL and DATABASE_URL name the servers. */
export async function bench() {
  for (const name of ['AMQP_URL', 'DATABASE_URL']) if (!process.env[name]) throw new Error(`${name} must name a server for the bench`);
  const amqpUrl = process.env.AMQP_URL;
  const queues = await emptyQueues(amqpUrl);
  const databases = await Promise.all([ownDatabase(process.env.DATABASE_URL), ownDatabase(process.env.DATABASE_URL)]);
  const contenders = [new Ours({ databaseUrl: databases[0].url, amqpUrl }), new Restate(), new Dbos({ databaseUrl: databases[1].url })];
  const only = process.env.ONLY?.split(',');
  try {
    return table(await interleaved(contenders.filter(({ name }) => !only || only.includes(name))));
  } finally {
    for (const contender of contenders) contender.drop();
    await Promise.all([queues.drop(), ...databases.map((one) => one.drop())]);
  }
}

async function interleaved(contenders) {
  const results = Object.fromEntries(contenders.map(({ name }) => [name, []]));
  const agents = new Map(contenders.map((contender) => [contender, new Agents(OPEN_FLOWS)]));
  const opened = new Map();
  for (let i = 0; i < ROUNDS; i++) {
    for (const contender of contenders) {
      const desk = agents.get(contender).at(await contender.start());
      try {
        if (i === 0) opened.set(contender, await open(contender, desk));
        await desk.rate(WARM_SECONDS);
        const took = await desk.latencies(LIGHT.perSecond, LIGHT.seconds);
        results[contender.name].push({ ...took, rate: await desk.rate(SECONDS) });
        if (i === ROUNDS - 1) await expectKept(desk, opened.get(contender));
      } finally {
        await contender.stop();
      }
    }
  }
  return results;
}

async function open(contender, desk) {
  if (contender instanceof Ours) desk.startWith = { consultant: SELLER };
  await desk.open();
  await contender.settled();
  return before(desk);
}

function table(results) {
  const rate = (name) => median(results[name].map((one) => one.rate));
  const p = (name, what, share) => round(median(results[name].map((one) => percentile(one[what], share))), 1);
  const rows = Object.fromEntries(
    Object.keys(results).map((name) => [
      name,
      {
        'commands/s': Math.round(rate(name)),
        'command p50 / p95, ms': `${p(name, 'command', 0.5)} / ${p(name, 'command', 0.95)}`,
        'query p50 / p95, ms': `${p(name, 'query', 0.5)} / ${p(name, 'query', 0.95)}`,
      },
    ]),
  );
  const over = (name) => results.ours && results[name] && round(rate('ours') / rate(name));
  return { rows, ratios: { overRestate: over('restate'), overDbos: over('dbos') } };
}
