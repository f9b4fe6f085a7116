import { readFileSync } from 'node:fs';
import { BadArguments } from '../arguments';
import { CannotStart } from '../cannot-start';
import { loadSurroundings } from '../config';
import { expectReadable } from '../once/expect-files';
import { Unreachable } from '../product/http';
import { Product } from '../product/product';
import { Terminal } from '../terminal';
import { type Progress, replay } from './replay';
import { REPLAY_USAGE, readReplayArguments } from './replay-arguments';
import { dayOfSales } from './sales-file';
import { createSellers } from './sellers';
import { clock, timetable } from './timetable';

/** By convention: ended by Ctrl-C. */
const INTERRUPTED = 130;
const LINE_EVERY_MS = 5_000;
const LISTED = 10;

async function main(): Promise<number> {
  const terminal = new Terminal(process.stdout);
  const given = readReplayArguments(process.argv.slice(2), loadSurroundings().cwd);
  if (!given) {
    terminal.line(REPLAY_USAGE);
    return 0;
  }
  expectReadable(given.file);
  expectReadable(given.tokenFile);
  const { day, sales, withoutDay } = await dayOfSales(given.file, given.day);
  if (withoutDay.length > 0)
    terminal.line(
      `${withoutDay.length} rows have no day in sold_at and are left out: ${listed(
        withoutDay.map((line) => `line ${line}`),
        ', ',
      )}`,
    );
  const signal = onCtrlC();
  const product = new Product(given.url, readFileSync(given.tokenFile, 'utf8').trim(), signal);
  await product.expectThere();
  const { teams, consultants } = await createSellers(product, sales);
  if (teams + consultants > 0) terminal.line(`${teams} teams and ${consultants} consultants were created.`);
  const due = timetable(sales, given.speed);
  const minutes = Math.ceil((due.at(-1)?.afterMs ?? 0) / 60_000);
  terminal.line(`${sales.length} sales of ${day}, ${given.speed} times faster than they were: about ${minutes} min. Ctrl-C ends it.`);
  const id = `R${Date.now().toString(36)}`;
  const progress = await replay(product, due, { id, signal, seen: showOn(terminal, sales.length) });
  terminal.settle(lineOf(progress, sales.length));
  if (progress.refused > 0)
    terminal.line(
      `Refused:\n${listed(
        progress.refusals.map(({ line, reason }) => `  line ${line}: ${reason}`),
        '\n',
      )}`,
    );
  if (!signal.aborted) return 0;
  terminal.line('Ended before the day was over.');
  return INTERRUPTED;
}

function onCtrlC(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => controller.abort());
  return controller.signal;
}

function showOn(terminal: Terminal, sales: number) {
  let lastAt = 0;
  return (progress: Progress) => {
    if (terminal.repaints) return terminal.paint(lineOf(progress, sales));
    if (Date.now() - lastAt < LINE_EVERY_MS) return;
    lastAt = Date.now();
    terminal.line(lineOf(progress, sales));
  };
}

const lineOf = ({ posted, refused, timeMs }: Progress, sales: number) =>
  `${clock(timeMs)}  ${posted} of ${sales} sales posted${refused > 0 ? `, ${refused} refused` : ''}`;

const listed = (lines: readonly string[], between: string) =>
  [...lines.slice(0, LISTED), ...(lines.length > LISTED ? [`and ${lines.length - LISTED} more`] : [])].join(between);

function inWords(error: unknown): string {
  if (error instanceof Error && 'code' in error) return `Takings no longer answers: ${error.message}.`;
  const expected = error instanceof BadArguments || error instanceof CannotStart || error instanceof Unreachable;
  return expected ? (error as Error).message : ((error as Error).stack ?? String(error));
}

main().then(
  // Kept-alive connections would hold the process a while longer.
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(`${inWords(error)}\n`);
    process.exit(error instanceof BadArguments ? 2 : 1);
  },
);
