import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';

const READY_WITHIN_MS = 120_000;

/** Whatever is not here is its default: a log on disk that is flushed before a command counts as taken. */
const SETTINGS = {
  // Its default of 24 is for machines with many cores. With four each write takes more commands, at half the processor time on two cores.
  RESTATE_DEFAULT_NUM_PARTITIONS: '4',
  RESTATE_NODE_NAME: 'bench',
  RESTATE_LOG_FILTER: 'error,octocrab=off',
  RESTATE_DISABLE_TELEMETRY: 'true',
  DO_NOT_TRACK: '1',
};

/** Restate's server on a folder of its own. Resolves to a function that ends it, once it answers. */
export async function startServer({ folder, ingressPort, adminPort, nodePort }) {
  const server = spawn(binary(), ['--no-logo'], {
    env: {
      ...process.env,
      ...SETTINGS,
      RESTATE_BASE_DIR: folder,
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingressPort}`,
      RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${adminPort}`,
      RESTATE_BIND_ADDRESS: `127.0.0.1:${nodePort}`,
    },
    stdio: ['ignore', 2, 2],
  });
  await answers(`http://127.0.0.1:${adminPort}/health`, server);
  await answers(`http://127.0.0.1:${ingressPort}/restate/health`, server);
  return async () => {
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
  };
}

/** The server itself, without the script around it. */
function binary() {
  const peers = createRequire(new URL('../../peers/package.json', import.meta.url));
  const { platform, arch } = process;
  return createRequire(peers.resolve('@restatedev/restate-server/package.json')).resolve(
    `@restatedev/restate-server-${platform}-${arch}/bin/restate-server`,
  );
}

async function answers(url, server) {
  for (const until = Date.now() + READY_WITHIN_MS; ; await wait(100)) {
    if ((await fetch(url).catch(() => undefined))?.ok) return;
    if (server.exitCode !== null) throw new Error(`Restate ended with ${server.exitCode}`);
    if (Date.now() > until) throw new Error(`${url} is not there`);
  }
}
