import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { end, ready, start } from '../app-process.mjs';
import { CONSULTANTS, TEAMS } from './load.mjs';

/** The two processes of the bare floor. */
export async function floor(amqpUrl) {
  const processes = ['api', 'screen'].map((half) => child(`floor/${half}.mjs`, { AMQP_URL: amqpUrl }));
  const [apiPort, screenPort] = await Promise.all(processes.map(listening));
  return { apiPort, screenPort, stop: () => Promise.all(processes.map(disconnected)) };
}

/** The two apps of ours, as deployed, with teams and consultants. */
export async function ours({ databaseUrl, amqpUrl }) {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    DATABASE_URL: databaseUrl,
    AMQP_URL: amqpUrl,
    CONNECTIONS_PER_ADDRESS: '20000',
  };
  const processes = ['back-office', 'leaderboard'].map((app) => start(app, env));
  const [apiPort, screenPort] = await Promise.all([ready(processes[0], 'back-office'), ready(processes[1], 'leaderboard')]);
  await people(apiPort);
  return { apiPort, screenPort, stop: () => Promise.all(processes.map(end)) };
}

export async function people(port) {
  const existing = await (await fetch(`http://127.0.0.1:${port}/api/teams`)).json();
  if (existing.length > 0 || existing.teams?.length > 0) return;
  for (const name of TEAMS) await post(port, 'teams', { name, time_zone: 'Europe/London', target: '1000000', currency: 'GBP' });
  for (const one of CONSULTANTS) await post(port, 'consultants', one);
}

async function post(port, what, body) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`http://127.0.0.1:${port}/api/${what}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`POST /api/${what}: ${answer.status} ${await answer.text()}`);
}

/** A process of the bench's own. It ends when told to, or with us. */
export const child = (file, env = {}) =>
  fork(fileURLToPath(new URL(file, import.meta.url)), { env: { ...process.env, ...env }, stdio: ['ignore', 2, 2, 'ipc'] });

export async function listening(process_) {
  return (await answer(process_)).listening;
}

/** The next message of a process. Throws when it ends instead. */
export async function answer(process_) {
  const over = new AbortController();
  try {
    const ended = once(process_, 'exit', { signal: over.signal }).then(([code]) => {
      throw new Error(`a process of the bench ended with ${code}`);
    });
    const [message] = await Promise.race([once(process_, 'message', { signal: over.signal }), ended]);
    return message;
  } finally {
    over.abort();
  }
}

export async function disconnected(process_) {
  const ended = once(process_, 'exit');
  process_.disconnect();
  await ended;
}
