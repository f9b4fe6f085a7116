import { deepStrictEqual, strictEqual } from 'node:assert';
import { createRequire } from 'node:module';
import { flowId } from './driver.mjs';
import { command, firstAnswer } from './load.mjs';

const { accept, started } = createRequire(import.meta.url)('../dist/sale-flow/front/flow.js');

const SAMPLE = 300;
const NOW = '2026-01-01T00:00:00.000Z';

/** Some flows all over, as they are before anything is measured. */
export async function before(agents) {
  const every = Math.max(1, Math.floor(agents.flows / SAMPLE));
  const sample = Array.from({ length: Math.min(SAMPLE, agents.flows) }, (_, i) => i * every);
  const versions = await Promise.all(sample.map(async (n) => (await agents.view(n)).version));
  return { sample, versions };
}

/** Throws unless each of them is what its commands come to: none lost, none done twice, and one that is repeated changes nothing. */
export async function expectKept(agents, { sample, versions }) {
  for (const [i, n] of sample.entries()) {
    const done = agents.commands[n];
    if (done > 0) strictEqual((await agents.repeat(n)).version, agents.versions[n], `flow ${n}: a command repeated`);
    const kept = await agents.view(n);
    strictEqual(kept.version - versions[i], done, `flow ${n}: versions since it was opened`);
    deepStrictEqual(stepsOf(kept.state), stepsOf(expected(n, done)), `flow ${n}: its steps`);
  }
}

function expected(n, done) {
  let flow = accept(started(flowId(n), NOW), firstAnswer(n), NOW);
  for (let k = 0; k < done; k++) flow = accept(flow, command(n, k, flow.version), NOW);
  return flow.state;
}

const stepsOf = ({ steps }) =>
  Object.fromEntries(
    Object.entries(steps).map(([id, { state, answers, draft, because }]) => [
      id,
      JSON.parse(JSON.stringify({ state, answers, draft, because })),
    ]),
  );
