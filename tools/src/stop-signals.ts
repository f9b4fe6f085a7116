import type { LocalStart } from './local/local-start';
import type { Terminal } from './terminal';

/** npm hands on the Ctrl-C that the terminal has already sent to all of us, so that one press arrives twice. */
const SAME_PRESS_MS = 500;

/** Aborted by the first signal, which asks for an orderly end; a second one, pressed anew, ends everything at once. */
export function onStopSignal(terminal: Terminal, local: LocalStart): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  const asked = () => {
    if (firstAt === 0) {
      firstAt = Date.now();
      terminal.line('\nStopping; press Ctrl-C again to stop at once.');
      controller.abort();
    } else if (Date.now() - firstAt > SAME_PRESS_MS) {
      local.kill();
      process.exit(130);
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, asked);
  return controller.signal;
}
