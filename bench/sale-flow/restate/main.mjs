// Restate as its documentation has it for a thing with a state that many ask of: a virtual object for each sale, its state in the object's
// K/V store, handlers that change it one at a time, and a shared one that only reads. What was measured and left as it is: its streaming
// protocol (a request and a response for each command took a tenth more), and front and handlers in one process (no way over the loopback).
import { once } from 'node:events';
import { createServer } from 'node:http2';
import { createRequire } from 'node:module';
import { startServer } from './server.mjs';

// The SDK asks for Node 22 by this one call alone.
Promise.withResolvers ??= function withResolvers() {
  let resolve;
  let reject;
  const promise = new this((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};
process.env.RESTATE_LOGGING = 'ERROR'; // it says two sentences of each command otherwise

const peers = createRequire(new URL('../../peers/package.json', import.meta.url));
const built = createRequire(import.meta.url);
const restate = peers('@restatedev/restate-sdk');
const { Pool } = peers('undici');
const { startFront } = built('../../dist/sale-flow/front/front.js');
const { accept, started } = built('../../dist/sale-flow/front/flow.js');
const { Refusal } = built('@takings/sale-flow');

const { FOLDER, PORTS } = process.env;
const [ingressPort, adminPort, nodePort, endpointPort] = PORTS.split(',').map(Number);
const endServer = await startServer({ folder: FOLDER, ingressPort, adminPort, nodePort });
process.once('disconnect', async () => {
  await endServer();
  process.exit(0);
});

const CONFLICT = 409;
const INVALID = 400;

async function decide(context, { command, at }) {
  const flow = await context.get('flow'); // it came with the command
  if (!flow) throw new restate.TerminalError('there is no such sale', { errorCode: INVALID });
  const next = accepted(flow, command, at);
  if (next.version !== flow.version) context.set('flow', next);
  return next;
}

function accepted(flow, command, at) {
  try {
    return accept(flow, command, at);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new restate.TerminalError(error.message, { errorCode: error.kind === 'conflict' ? CONFLICT : INVALID });
  }
}

const flow = restate.object({
  name: 'flow',
  handlers: {
    start: async (context, { at }) => {
      const kept = (await context.get('flow')) ?? started(context.key, at);
      context.set('flow', kept);
      return kept;
    },
    answerStep: decide,
    saveDraft: decide,
    view: restate.handlers.object.shared((context) => context.get('flow')),
  },
  // The same command within a day has the same answer. The journal of one that is done serves nothing, and not to keep it saves its writes.
  options: { idempotencyRetention: { days: 1 }, journalRetention: 0 },
});
const endpoint = createServer(restate.endpoint().bind(flow).http2Handler()).listen(endpointPort, '127.0.0.1');
await once(endpoint, 'listening');

const deployed = await fetch(`http://127.0.0.1:${adminPort}/deployments`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ uri: `http://127.0.0.1:${endpointPort}`, force: true }),
});
if (!deployed.ok) throw new Error(`Restate refused the deployment: ${await deployed.text()}`);

// Its own client asks by fetch; this is the library under that, which does less for each call.
const ingress = new Pool(`http://127.0.0.1:${ingressPort}`, { connections: 64 });

/** `key`: of what is asked again it answers what it answered before. */
async function ask(path, input, key) {
  const { statusCode, body } = await ingress.request({
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
    body: input && JSON.stringify(input),
  });
  const answer = await body.json();
  if (statusCode === CONFLICT || statusCode === INVALID)
    throw new Refusal(statusCode === CONFLICT ? 'conflict' : 'invalid', answer.message);
  if (statusCode !== 200) throw new Error(`Restate answered ${statusCode}: ${answer.message}`);
  return answer;
}

const listening = await startFront({
  start: (id, at) => ask(`/flow/${id}/start`, { at }, id),
  command: (id, command, at) => {
    const handler = command.type === 'draft' ? 'saveDraft' : 'answerStep';
    return ask(`/flow/${id}/${handler}`, { command, at }, command.command_id);
  },
  view: (id) => ask(`/flow/${id}/view`),
});
process.send({ listening });
