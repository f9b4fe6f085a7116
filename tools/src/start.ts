import { once } from 'node:events';
import type { Arguments } from './arguments';
import type { Surroundings } from './config';
import { endFirstStart, isFirstStart, showDemo } from './demo/first-start';
import { ADDRESSES } from './front/addresses';
import type { DataFolder } from './local/data-folder';
import { API_TOKEN, type LocalStart } from './local/local-start';
import { importOnce } from './once/once';
import { Product } from './product/product';
import type { Terminal } from './terminal';

export interface Context {
  readonly terminal: Terminal;
  readonly data: DataFolder;
  readonly local: LocalStart;
  readonly surroundings: Surroundings;
  /** Aborted when the person asked for the end. */
  readonly signal: AbortSignal;
}

/** Starts, shows the demo on the first start, and stays up until the person asks for the end. Resolves with the exit code. */
export async function stayUp({ terminal, data, local, signal }: Context, demo: boolean): Promise<number> {
  terminal.line('Starting every app, and the servers they need ...');
  await untilUp(local, signal);
  announce(terminal, local.url, { logs: data.folder('logs'), token: data.file(API_TOKEN) });
  if (isFirstStart(data)) {
    if (demo) await showDemo(new Product(local.url, local.apiToken, signal), terminal, data, { url: local.url, signal });
    else endFirstStart(data);
  }
  if (!signal.aborted) await once(signal, 'abort');
  return 0;
}

/** Starts, imports one file, sees it through, and resolves with the exit code: 0 when everything is accounted for. */
export async function runOnce({ terminal, data, local, surroundings, signal }: Context, given: Arguments['once'] & {}): Promise<number> {
  await untilUp(local, signal);
  endFirstStart(data);
  terminal.line(`Takings runs at ${local.url}`);
  const { xero, secureTrading, smtp } = surroundings.realProviders;
  const accounted = await importOnce(new Product(local.url, local.apiToken, signal), terminal, {
    file: given.file,
    reportFile: given.report,
    sandboxed: !xero && !secureTrading && !smtp,
    signal,
  });
  return accounted ? 0 : 1;
}

/** Rejects as soon as the person asks for the end: what is half started is stopped by whoever called. */
async function untilUp(local: LocalStart, signal: AbortSignal): Promise<void> {
  const stopped = once(signal, 'abort').then(() => signal.throwIfAborted());
  await Promise.race([local.start(), stopped]);
  await local.untilReady(signal);
}

function announce(terminal: Terminal, url: string, { logs, token }: { readonly logs: string; readonly token: string }) {
  terminal.line(`\nTakings runs. Everything is behind ${url}\n`);
  const row = (name: string, where: string, says: string) =>
    terminal.line(`  ${name.padEnd(10)} ${where.padEnd(url.length + LONGEST)}  ${says}`.trimEnd());
  for (const [path, name, says] of ADDRESSES) row(name, `${url}${path}`, says);
  row('API token', token, '');
  row('Logs', logs, '');
  terminal.line('\nCtrl-C stops everything.');
}

const LONGEST = Math.max(...ADDRESSES.map(([path]) => path.length));
