import { BadConfig } from '@takings/runtime';
import { type Arguments, BadArguments, readArguments, USAGE } from './arguments';
import { CannotStart } from './cannot-start';
import { loadSurroundings, type Surroundings } from './config';
import { DataFolder } from './local/data-folder';
import { LocalStart } from './local/local-start';
import { expectReadable, expectWritable } from './once/expect-files';
import { Refused } from './product/http';
import { runOnce, stayUp } from './start';
import { onStopSignal } from './stop-signals';
import { Terminal } from './terminal';

/** By convention: ended by Ctrl-C. */
const INTERRUPTED = 130;

async function main(): Promise<number> {
  const terminal = new Terminal(process.stdout);
  const surroundings = loadSurroundings();
  const given = readArguments(process.argv.slice(2), surroundings.cwd);
  if (given.help) {
    terminal.line(USAGE);
    return 0;
  }
  if (given.once) {
    expectReadable(given.once.file);
    if (given.once.report) expectWritable(given.once.report);
  }
  const data = DataFolder.claim(given.data);
  try {
    return await start(terminal, data, given, surroundings);
  } finally {
    data.release();
  }
}

async function start(terminal: Terminal, data: DataFolder, given: Arguments, surroundings: Surroundings): Promise<number> {
  const local = new LocalStart({ port: given.port, data, surroundings, says: (line) => terminal.line(line) });
  const signal = onStopSignal(terminal, local);
  const context = { terminal, data, local, surroundings, signal };
  try {
    return await (given.once ? runOnce(context, given.once) : stayUp(context, given.demo));
  } catch (error) {
    if (signal.aborted) return INTERRUPTED;
    throw error;
  } finally {
    await local.stop();
  }
}

function inWords(error: unknown): string {
  if (error instanceof Refused) return `The import failed: ${error.message}`;
  const expected = error instanceof BadArguments || error instanceof BadConfig || error instanceof CannotStart;
  return expected ? error.message : ((error as Error).stack ?? String(error));
}

main().then(
  // Kept-alive connections to what was stopped would hold the process a while longer.
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(`${inWords(error)}\n`);
    process.exit(error instanceof BadArguments ? 2 : 1);
  },
);
