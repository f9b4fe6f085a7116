import { median, percentile, round } from '../measure.mjs';
import { Contender } from './contender.mjs';
import { STEPS } from './load.mjs';

const ROUNDS = 3;
const ITEMS = Number(process.env.ITEMS ?? 20_000);
const ACT_MS = 50;
const IN_FLIGHT = 50;

/** Every figure is the median of three rounds; the contenders take turns within each. AMQP_URL and DATABASE_URL name the servers. */
export async function bench() {
  for (const name of ['AMQP_URL', 'DATABASE_URL']) if (!process.env[name]) throw new Error(`${name} must name a server for the bench`);
  const full = await interleaved(
    { bare: ['bare'], envelopes: ['ours', { TOGETHER: '200' }], single: ['ours', { TOGETHER: '1' }], boss: ['pg-boss'] },
    async (c) => {
      await c.ask({ ask: 'throughput', items: 2000 }); // warm
      return c.ask({ ask: 'throughput', items: ITEMS });
    },
  );
  const flight = await interleaved(
    { ours: ['ours', { ACT_MS: String(ACT_MS) }], bare: ['bare', { ACT_MS: String(ACT_MS) }] },
    async (c, name) => {
      if (name === 'bare') await c.ask({ ask: 'throughput', items: 50 }); // attaches its consumers
      await c.ask({ ask: 'flight', items: 100, inFlight: IN_FLIGHT });
      return c.ask({ ask: 'flight', items: 2000, inFlight: IN_FLIGHT });
    },
  );
  const light = await interleaved({ bare: ['bare'], ours: ['ours'] }, async (c) => {
    await c.ask({ ask: 'throughput', items: 2000 });
    return c.ask({ ask: 'light', items: 150, perSecond: 10 });
  });
  const ceiling = (IN_FLIGHT * 1000) / (ACT_MS * STEPS);
  const p = (name, share) => median(light[name].map((latencies) => percentile(latencies, share)));
  const rate = (all) => Math.round(median(all));
  return {
    rows: {
      'bare chain, items/s': rate(full.bare),
      'ours with envelopes, items/s': rate(full.envelopes),
      'ours, a message for each fact, items/s': rate(full.single),
      'pg-boss tuned, items/s': rate(full.boss),
      '50 ms calls, 50 in flight: ours, items/s': round(median(flight.ours), 1),
      '50 ms calls, 50 in flight: bare, items/s': round(median(flight.bare), 1),
      '50 ms calls, 50 in flight: ceiling, items/s': ceiling,
      '10 items/s: bare p50 / p99, ms': `${p('bare', 0.5)} / ${p('bare', 0.99)}`,
      '10 items/s: ours p50 / p99, ms': `${p('ours', 0.5)} / ${p('ours', 0.99)}`,
    },
    ratios: {
      ofBareChain: round(median(full.envelopes) / median(full.bare)),
      ofBareChainSingle: round(median(full.single) / median(full.bare)),
      overPgBoss: round(median(full.envelopes) / median(full.boss)),
      ofCeiling50: round(median(flight.ours) / ceiling),
      lightP50OverBare: round(p('ours', 0.5) / p('bare', 0.5)),
      lightP99OverBare: round(p('ours', 0.99) / p('bare', 0.99)),
    },
  };
}

async function interleaved(contenders, measure) {
  const results = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let i = 0; i < ROUNDS; i++) {
    for (const [name, start] of Object.entries(contenders)) {
      const contender = await Contender.start(...start);
      results[name].push(await measure(contender, name));
      await contender.stop();
    }
  }
  return results;
}
