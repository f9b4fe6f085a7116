import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median, round } from '../measure.mjs';
import { Pipeline } from './pipeline.mjs';
import { emptyQueues, ownDatabase } from '../servers.mjs';
import { APPS } from './settings.mjs';

const ROUNDS = 3;
const INVOICES = Number(process.env.INVOICES ?? 2000);
const SEQUENTIAL_INVOICES = 40;
const WARM = { pipeline: 400, sequential: 3 };

/** The real stages beside a script that takes one invoice after the other, in turns. AMQP_URL and DATABASE_URL name the servers. */
export async function bench() {
  for (const name of ['AMQP_URL', 'DATABASE_URL']) if (!process.env[name]) throw new Error(`${name} must name a server for the bench`);
  const amqpUrl = process.env.AMQP_URL;
  const queues = await emptyQueues(amqpUrl);
  const database = await ownDatabase(process.env.DATABASE_URL);
  const world = await child('provider/main.mjs');
  const pipeline = await Pipeline.start({ databaseUrl: database.url, amqpUrl, ...world.said });
  const script = await child('sequential.mjs', { PROVIDERS: JSON.stringify(world.said) });
  try {
    return table(await measure(pipeline, script, world));
  } finally {
    script.process.disconnect();
    await pipeline.stop();
    world.process.disconnect();
    await Promise.all([queues.drop(), database.drop()]);
  }
}

async function measure(pipeline, script, world) {
  const sequential = async (count) => (await script.ask({ count })).perSecond;
  const measured = { ours: [], sequential: [], xeroCalls: [], cpuMs: APPS.map(() => []) };
  await sequential(WARM.sequential);
  await pipeline.rate(WARM.pipeline);
  for (let i = 0; i < ROUNDS; i++) {
    measured.sequential.push(await sequential(SEQUENTIAL_INVOICES));
    const [before, cpuBefore] = [await world.ask({}), await pipeline.cpuSeconds()];
    measured.ours.push(await pipeline.rate(INVOICES));
    const [after, cpuAfter] = [await world.ask({}), await pipeline.cpuSeconds()];
    mustHaveDone(INVOICES, before, after);
    measured.xeroCalls.push(total(after.xeroCalls) - total(before.xeroCalls));
    for (const [i, spent] of cpuAfter.entries()) measured.cpuMs[i].push(((spent - cpuBefore[i]) * 1000) / INVOICES);
  }
  return measured;
}

/** A rate counts only if each invoice was filed, mailed, debited, recorded and told of once. */
function mustHaveDone(count, before, after) {
  for (const [what, times] of Object.entries({ invoices: 1, charges: 1, payments: 1, mails: 2 })) {
    const done = after[what] - before[what];
    if (done !== times * count) throw new Error(`${done} ${what} were made for ${count} invoices, not ${times * count}`);
  }
}

const total = (calls) => Object.values(calls).reduce((sum, n) => sum + n, 0);

function table({ ours, sequential, xeroCalls, cpuMs }) {
  return {
    rows: {
      'the pipeline, invoices/s': round(median(ours), 1),
      'its rounds': ours.map((rate) => round(rate, 1)).join(' '),
      'one invoice after the other, invoices/s': round(median(sequential)),
      [`calls to Xero for ${INVOICES} invoices`]: median(xeroCalls),
      ...Object.fromEntries(APPS.map((app, i) => [`CPU of ${app}, ms an invoice`, round(median(cpuMs[i]))])),
    },
    ratios: { overSequential: round(median(ours) / median(sequential), 1) },
  };
}

/** A process of the bench that says when it is ready and then answers each question with one message. */
async function child(file, env = {}) {
  const process_ = fork(fileURLToPath(new URL(file, import.meta.url)), { env: { ...process.env, ...env }, stdio: ['ignore', 2, 2, 'ipc'] });
  const answer = async () => {
    const ended = once(process_, 'exit').then(([code]) => {
      throw new Error(`${file} ended with ${code}`);
    });
    const [message] = await Promise.race([once(process_, 'message'), ended]);
    return message;
  };
  const ask = (question) => {
    process_.send(question);
    return answer();
  };
  return { process: process_, said: await answer(), ask };
}
