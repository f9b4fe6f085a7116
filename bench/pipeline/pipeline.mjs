import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Feed } from './feed.mjs';
import { APPS, appEnv } from './settings.mjs';

const READY_WITHIN_MS = 60_000;
const ENDS_WITHIN_MS = 20_000;

/** The apps as they are deployed, each its own process, and the feed that measures them. */
export class Pipeline {
  static async start(servers) {
    const env = { ...process.env, ...appEnv(servers) };
    const processes = APPS.map((app) => start(app, env));
    const ports = await Promise.all(processes.map((app, i) => ready(app, APPS[i])));
    return new Pipeline(processes, ports, await Feed.open(servers.amqpUrl));
  }

  constructor(processes, ports, feed) {
    this.processes = processes;
    this.ports = ports;
    this.feed = feed;
  }

  /** CPU seconds that each app has used so far, as it tells of itself. */
  async cpuSeconds() {
    const texts = await Promise.all(this.ports.map(async (port) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()));
    return texts.map((text) => Number(/^process_cpu_seconds_total\S* (\S+)/m.exec(text)[1]));
  }

  /** Invoices per second, from the first fact that is published to the last payer told and the last payment recorded. */
  async rate(count) {
    return this.feed.rate(count);
  }

  async stop() {
    await this.feed.close();
    await Promise.all(this.processes.map(end));
  }
}

/** PROFILE names a folder for CPU profiles of the apps. */
function start(app, env) {
  const main = fileURLToPath(new URL(`../../apps/${app}/dist/main.js`, import.meta.url));
  const execArgv = process.env.PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROFILE}`, `--cpu-prof-name=${app}.cpuprofile`] : [];
  return fork(main, { env, execArgv, stdio: ['ignore', 2, 2, 'ipc'] });
}

async function ready(app, name) {
  const [{ listening }] = await Promise.race([
    once(app, 'message'),
    once(app, 'exit').then(([code]) => {
      throw new Error(`${name} ended with ${code}`);
    }),
  ]);
  for (const end = Date.now() + READY_WITHIN_MS; ; await wait(50)) {
    const answer = await fetch(`http://127.0.0.1:${listening}/ready`);
    if (answer.status === 200) return listening;
    if (Date.now() > end) throw new Error(`${name} is not ready: ${await answer.text()}`);
  }
}

async function end(app) {
  if (app.exitCode !== null) return;
  const ended = once(app, 'exit');
  app.kill('SIGTERM');
  const late = setTimeout(() => app.kill('SIGKILL'), ENDS_WITHIN_MS);
  await ended;
  clearTimeout(late);
}
