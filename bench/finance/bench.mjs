import { writeFileSync } from 'node:fs';
import { median, round } from '../measure.mjs';
import { Company } from './company.mjs';
import { QUESTIONS } from './questions.mjs';

const SMALL = Number(process.env.SMALL ?? 10_000);
const LARGE = Number(process.env.LARGE ?? 1_000_000);
const ROUNDS = 3;
const ASKED_IN_A_ROUND = 15;
const WARM_UP = 3;

/** Every list and count of the console with many invoices beside the same with few. AMQP_URL and DATABASE_URL name the servers. */
export async function bench() {
  for (const name of ['AMQP_URL', 'DATABASE_URL']) if (!process.env[name]) throw new Error(`${name} must name a server for the bench`);
  const [small, large] = [new Company(SMALL), new Company(LARGE)];
  try {
    for (const company of [small, large]) {
      await company.open();
      await company.fill();
    }
    const asked = Object.entries(QUESTIONS).filter(([what]) => !process.env.ONLY || what.includes(process.env.ONLY));
    const took = await interleaved(asked, small, large);
    await tellPlans(asked, large);
    return table(took);
  } finally {
    for (const company of [small, large]) await company.close();
  }
}

/** The companies take turns at each question, so that whatever else the machine does falls on both. */
async function interleaved(asked, small, large) {
  const took = asked.map(([what, path]) => ({ what, path, small: [], large: [] }));
  for (let at = 0; at < ROUNDS; at += 1) {
    for (const one of took) {
      const times = { small: [], large: [] };
      for (let n = 0; n < WARM_UP + ASKED_IN_A_ROUND; n += 1) {
        const [few, many] = [await small.ask(one.path(small.known)), await large.ask(one.path(large.known))];
        if (n < WARM_UP) continue;
        times.small.push(few);
        times.large.push(many);
      }
      one.small.push(median(times.small));
      one.large.push(median(times.large));
    }
  }
  return took.map(({ what, small: few, large: many }) => ({ what, small: median(few), large: median(many) }));
}

/** PLANS names a file for them; they are printed otherwise. */
async function tellPlans(asked, company) {
  const told = [];
  for (const [what, path] of asked) {
    for (const { text, plan } of await company.plansOf(path(company.known)))
      told.push(`## ${what}\n${text.replace(/\s+/g, ' ').trim().slice(0, 300)}\n${plan.join('\n')}\n`);
  }
  if (process.env.PLANS) writeFileSync(process.env.PLANS, told.join('\n'));
  else process.stdout.write(told.join('\n'));
}

function table(took) {
  const rows = {};
  for (const { what, small, large } of took)
    rows[what] = { [`${SMALL} invoices, ms`]: round(small, 1), [`${LARGE} invoices, ms`]: round(large, 1), growth: round(large / small) };
  const growths = took.map(({ small, large }) => large / small);
  return { rows, ratios: { slowestGrowth: round(Math.max(...growths)), medianGrowth: round(median(growths)) } };
}
