import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { end, ready, start } from '../app-process.mjs';
import { headersFrom, SESSION_SECRET } from '../sign-in.mjs';
import { CONSULTANTS, TEAMS } from './load.mjs';

/** The two processes of the bare floor. */
export async function floor(amqpUrl) {
  const processes = ['api', 'screen'].map((half) => child(`floor/${half}.mjs`, { AMQP_URL: amqpUrl }));
  const [apiPort, screenPort] = await Promise.all(processes.map(listening));
  return { apiPort, screenPort, headers: {}, stop: () => Promise.all(processes.map(disconnected)) };
}

/** The two apps of ours, as deployed, with teams and consultants. */
export async function ours({ databaseUrl, amqpUrl }) {
  const data = mkdtempSync(join(tmpdir(), 'takings-bench-'));
  const env = {
    ...process.env,
    SESSION_SECRET,
    API_TOKEN_FILE: join(data, 'api-token'),
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    DATABASE_URL: databaseUrl,
    AMQP_URL: amqpUrl,
    CONNECTIONS_PER_ADDRESS: '20000',
  };
  const processes = ['back-office', 'leaderboard'].map((app) => start(app, env));
  const [apiPort, screenPort] = await Promise.all([ready(processes[0], 'back-office'), ready(processes[1], 'leaderboard')]);
  const headers = headersFrom(env.API_TOKEN_FILE);
  await people(apiPort, headers);
  const stop = async () => {
    await Promise.all(processes.map(end));
    rmSync(data, { recursive: true });
  };
  return { apiPort, screenPort, headers, stop };
}

export async function people(port, headers) {
  const existing = await (await fetch(`http://127.0.0.1:${port}/api/teams`, { headers })).json();
  if (existing.length > 0 || existing.teams?.length > 0) return;
  for (const name of TEAMS) await post(port, headers, 'teams', { name, time_zone: 'Europe/London', target: '1000000', currency: 'GBP' });
  for (const one of CONSULTANTS) await post(port, headers, 'consultants', one);
}

async function post(port, who, what, body) {
  const headers = { ...who, 'content-type': 'application/json' };
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
