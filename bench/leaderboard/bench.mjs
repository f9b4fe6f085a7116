import { median, percentile, round } from '../measure.mjs';
import { emptyQueues, ownDatabase } from '../servers.mjs';
import { shownBeforePage } from './browser.mjs';
import { floor, ours } from './contenders.mjs';
import { Desk } from './desk.mjs';
import { fanout } from './fanout.mjs';

const ROUNDS = 3;
const SALES = Number(process.env.SALES ?? 10_000);
const LIGHT = { sales: 200, perSecond: 20 };
const VIEWERS = Number(process.env.VIEWERS ?? 5000);

/** From a sale posted to the screens, beside the bare floor; a change to many screens, beside plain ws. AMQP_URL and DATABASE_URL name the servers. */
export async function bench() {
  for (const name of ['AMQP_URL', 'DATABASE_URL']) if (!process.env[name]) throw new Error(`${name} must name a server for the bench`);
  const amqpUrl = process.env.AMQP_URL;
  const queues = await emptyQueues(amqpUrl);
  const database = await ownDatabase(process.env.DATABASE_URL);
  const servers = { amqpUrl, databaseUrl: database.url };
  try {
    // First, as the other apps would be busy with what the rest leaves in their queues.
    const page = await shownBeforePage(servers);
    const screen = await interleaved({ floor: () => floor(amqpUrl), ours: () => ours(servers) });
    const [ws, gateway] = [[], []];
    for (let i = 0; i < ROUNDS; i++) {
      ws.push(median(await fanout('ws', VIEWERS)));
      gateway.push(
        median(await fanout('gateway', VIEWERS, { AMQP_URL: amqpUrl, DATABASE_URL: database.url, CONNECTIONS_PER_ADDRESS: '20000' })),
      );
    }
    return table(screen, { ws, gateway }, page);
  } finally {
    await Promise.all([queues.drop(), database.drop()]);
  }
}

async function interleaved(contenders) {
  const results = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let i = 0; i < ROUNDS; i++) {
    for (const [name, start] of Object.entries(contenders)) {
      const contender = await start();
      const desk = await new Desk(contender).open();
      const light = await desk.latencies(LIGHT.sales, LIGHT.perSecond);
      results[name].push({ ...light, rate: await desk.rate(SALES) });
      desk.close();
      await contender.stop();
    }
  }
  return results;
}

function table({ floor: bare, ours: own }, { ws, gateway }, page) {
  const p = (rounds, what, share) => median(rounds.map((one) => percentile(one[what], share)));
  const rate = (rounds) => median(rounds.map((one) => one.rate));
  const ms = (rounds, what) => `${round(p(rounds, what, 0.5), 1)} / ${round(p(rounds, what, 0.99), 1)}`;
  return {
    rows: {
      '20 sales/s, sale to screen, floor p50 / p99, ms': ms(bare, 'seen'),
      '20 sales/s, sale to screen, ours p50 / p99, ms': ms(own, 'seen'),
      '20 sales/s, sale to answer, floor p50 / p99, ms': ms(bare, 'answered'),
      '20 sales/s, sale to answer, ours p50 / p99, ms': ms(own, 'answered'),
      'sales/s, floor': Math.round(rate(bare)),
      'sales/s, ours': Math.round(rate(own)),
      [`a change to ${VIEWERS} viewers, plain ws, ms`]: round(median(ws), 1),
      [`a change to ${VIEWERS} viewers, ours, ms`]: round(median(gateway), 1),
      'sales on the wallboard, ms before the page after the sale (median)': round(page.aheadMs, 1),
    },
    ratios: {
      screenOverFloorP50: round(p(own, 'seen', 0.5) / p(bare, 'seen', 0.5)),
      screenOverFloorP99: round(p(own, 'seen', 0.99) / p(bare, 'seen', 0.99)),
      salesOfBare: round(rate(own) / rate(bare)),
      [`fanout${VIEWERS}OverWs`]: round(median(gateway) / median(ws)),
      shownBeforePage: round(page.share, 3),
    },
  };
}
