import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const READY_WITHIN_MS = 60_000;
const ENDS_WITHIN_MS = 20_000;

/** Starts an app as it is deployed. PROFILE names a folder for CPU profiles of the apps. */
export function start(app, env) {
  const main = fileURLToPath(new URL(`../apps/${app}/dist/main.js`, import.meta.url));
  const execArgv = process.env.PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROFILE}`, `--cpu-prof-name=${app}.cpuprofile`] : [];
  return fork(main, { env, execArgv, stdio: ['ignore', 2, 2, 'ipc'] });
}

/** Resolves to the port of its HTTP side once it is ready. */
export async function ready(app, name) {
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

export async function end(app) {
  if (app.exitCode !== null) return;
  const ended = once(app, 'exit');
  app.kill('SIGTERM');
  const late = setTimeout(() => app.kill('SIGKILL'), ENDS_WITHIN_MS);
  await ended;
  clearTimeout(late);
}
