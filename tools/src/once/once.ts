import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Product } from '../product/product';
import { today } from '../product/today';
import type { Run } from '../product/views';
import { type Difference, reconcile } from '../reconcile/reconcile';
import type { Terminal } from '../terminal';
import { followRun } from './follow-run';
import { ProgressDisplay } from './progress-display';
import { reportOn, unaccounted } from './report';
import { summaryText } from './summary';

export interface OnceOptions {
  readonly file: string;
  readonly reportFile?: string;
  /** Whether every provider is a stand-in: then waits are short, and its books can be compared with ours. */
  readonly sandboxed: boolean;
  readonly signal: AbortSignal;
}

/** With stand-ins for providers no wait is longer than half a minute; far more than that without any change is a fault. */
const STALLED_AFTER_MS = 10 * 60_000;
const LOOKS = 5;
const LOOK_AGAIN_MS = 2_000;

/** Imports, runs, waits for every end, compares the books. True when everything is accounted for. Throws `Refused` when the import fails. */
export async function importOnce(product: Product, terminal: Terminal, options: OnceOptions): Promise<boolean> {
  const { file, reportFile, sandboxed, signal } = options;
  terminal.line(`Importing ${file}`);
  const imported = await product.importCharges(file);
  terminal.line(`${imported.charges} charges taken, ${imported.alreadyKnown} known already, ${imported.rejectedCount} rows rejected`);
  const run = await follow(product, terminal, await product.startRun(today()), options);
  const outcomes = await product.outcomes(run.runId);
  const differences = sandboxed ? await compareBooks(product, signal) : [];
  const open = unaccounted(outcomes, run.invoices);
  const report = reportOn({ imported, credits: run.credits, outcomes, reconciled: sandboxed && differences.length === 0 });
  if (reportFile) writeFileSync(reportFile, `${JSON.stringify(report, null, 2)}\n`);
  terminal.line(summaryText({ report, waiting: run.waiting, ...imported, outcomes, differences, unaccounted: open }));
  if (!sandboxed) terminal.line("The books of a real provider are not read here; compare with the providers' own reports.");
  return open.length === 0 && differences.length === 0;
}

async function follow(product: Product, terminal: Terminal, { runId }: Run, { sandboxed, signal }: OnceOptions): Promise<Run> {
  const display = new ProgressDisplay(terminal);
  try {
    return await followRun(() => product.run(runId), {
      seen: (run) => display.show(run),
      stalledAfterMs: sandboxed ? STALLED_AFTER_MS : undefined,
      signal,
    });
  } finally {
    display.end();
  }
}

/**
 * Over all invoices, not those of this run alone: what else stands in the providers' books must be known as well. An invoice of an
 * earlier run may be on its way while we look (a bank that is still being asked), so that a difference has to last to count.
 */
async function compareBooks(product: Product, signal: AbortSignal): Promise<Difference[]> {
  for (let look = 1; ; look++) {
    const [ours, books] = await Promise.all([product.outcomes(), product.books()]);
    const differences = reconcile(ours, books);
    if (differences.length === 0 || look === LOOKS) return differences;
    await wait(LOOK_AGAIN_MS, undefined, { signal });
  }
}
