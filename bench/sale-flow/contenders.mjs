import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { end, ready, start } from '../app-process.mjs';
import { disconnected, listening } from '../leaderboard/contenders.mjs';
import { prices } from './load.mjs';

const SETTLED_WITHIN_MS = 180_000;

const OPEN_LOOK_UPS = `select count(*)::integer as n from back_office.sale_flow, jsonb_each(state->'lookUps') l where l.value->>'state' in ('looking-up', 'trying-again')`;

/** Each keeps what it has from one start to the next. `start` resolves to where it is; `settled` once nothing is under way. */
export class Ours {
  name = 'ours';

  constructor({ databaseUrl, amqpUrl }) {
    this.databaseUrl = databaseUrl;
    this.data = mkdtempSync(join(tmpdir(), 'takings-bench-'));
    this.env = {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      AMQP_URL: amqpUrl,
      SESSION_SECRET: 'a secret of the bench and of nothing else',
      API_TOKEN_FILE: join(this.data, 'api-token'),
    };
  }

  async start() {
    this.app = start('back-office', this.env);
    const port = await ready(this.app, 'back-office');
    const headers = { authorization: `Bearer ${readFileSync(this.env.API_TOKEN_FILE, 'utf8').trim()}` };
    await priceList(port, headers);
    return { port, headers };
  }

  /** Sources are not configured here, so that each look-up ends with a word for the agent; none is asked anew by what is measured. */
  async settled() {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      for (const until = Date.now() + SETTLED_WITHIN_MS; ; await wait(500)) {
        const { rows } = await client.query(OPEN_LOOK_UPS);
        if (rows[0].n === 0) return;
        if (Date.now() > until) throw new Error(`${rows[0].n} look-ups have not come back`);
      }
    } finally {
      await client.end();
    }
  }

  stop() {
    return end(this.app);
  }

  drop() {
    rmSync(this.data, { recursive: true, force: true });
  }
}

async function priceList(port, headers) {
  const ask = async (path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/${path}`, {
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  if ((await ask('teams')).teams.length > 0) return;
  await ask('teams', { name: 'Falcon', time_zone: 'Europe/London', target: '1000000', currency: 'GBP' });
  await ask('consultants', { name: SELLER, team: 'Falcon' });
  for (const { sku, name, vatRate } of prices) await ask('products', { sku, name, vat_rate: vatRate });
  await ask('price-lists', {
    name: 'Bench',
    currency: 'GBP',
    entries: prices.map(({ sku, unitPrice }) => ({ sku, unit_price: unitPrice })),
  });
}

/** Who sells, as ours has to be told. */
export const SELLER = 'Consultant 1';

export class Restate {
  name = 'restate';
  data = mkdtempSync(join(tmpdir(), 'restate-bench-'));

  async start() {
    // Its handlers are known by their address, and it has its ports in what it keeps.
    this.ports ??= await Promise.all(Array.from({ length: 4 }, freePort));
    this.front = peer('restate', { FOLDER: this.data, PORTS: this.ports.join() });
    return { port: await listening(this.front) };
  }

  async settled() {}

  stop() {
    return disconnected(this.front);
  }

  drop() {
    rmSync(this.data, { recursive: true, force: true });
  }
}

export class Dbos {
  name = 'dbos';

  constructor({ databaseUrl }) {
    this.databaseUrl = databaseUrl;
  }

  async start() {
    this.front = peer('dbos', { DATABASE_URL: this.databaseUrl });
    return { port: await listening(this.front) };
  }

  async settled() {}

  stop() {
    return disconnected(this.front);
  }

  drop() {}
}

/** PROFILE names a folder for CPU profiles, as it does for the apps. */
function peer(name, env) {
  const execArgv = process.env.PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROFILE}`, `--cpu-prof-name=${name}.cpuprofile`] : [];
  return fork(fileURLToPath(new URL(`${name}/main.mjs`, import.meta.url)), {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv,
    stdio: ['ignore', 2, 2, 'ipc'],
  });
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
