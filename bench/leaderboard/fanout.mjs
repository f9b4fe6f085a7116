import { setTimeout as wait } from 'node:timers/promises';
import { answer, child, disconnected, listening } from './contenders.mjs';
import { SESSION_SECRET, signedHeaders } from '../sign-in.mjs';
import { CURRENCY } from './load.mjs';

const CLIENT_PROCESSES = 2;
const CHANGES = 20;
const PAUSE_MS = 150;
const SALE = { product: 'Fibre 500, twelve months', amount: { minor: 10_000, currency: CURRENCY } };

/** Milliseconds until the last of so many viewers has a change, for each of some changes. `kind` is `ws` or `gateway`. */
export async function fanout(kind, viewers, env) {
  const server = child(`fanout/${kind}.mjs`, { ...env, SESSION_SECRET });
  const port = await listening(server);
  const HEADERS = JSON.stringify(await signedHeaders());
  const clients = [];
  for (let i = 0; i < CLIENT_PROCESSES; i++) {
    const process_ = child('fanout/viewers.mjs', { KIND: kind, PORT: String(port), VIEWERS: String(viewers / CLIENT_PROCESSES), HEADERS });
    clients.push(process_);
    await answer(process_); // all are open
  }
  const times = [];
  for (let n = 0; n < CHANGES; n++) {
    const seen = Promise.all(clients.map(answer));
    const sent = answer(server);
    server.send({ sell: SALE });
    const { sentAt } = await sent;
    times.push(Math.max(...(await seen).map(({ lastAt }) => lastAt)) - sentAt);
    await wait(PAUSE_MS);
  }
  await Promise.all(clients.map(disconnected));
  await disconnected(server);
  return times;
}
