import type { DataFolder } from '../local/data-folder';
import { followRun } from '../once/follow-run';
import { ProgressDisplay } from '../once/progress-display';
import type { Product } from '../product/product';
import { today } from '../product/today';
import type { Terminal } from '../terminal';
import { demoCharges } from './demo-charges';

const DONE = 'first-start-done';
const CHARGES = 'demo-charges.csv';

export const isFirstStart = (data: DataFolder) => !data.has(DONE);

/** From now on no start imports demo charges into this folder. */
export const endFirstStart = (data: DataFolder) => data.write(DONE, `${new Date().toISOString()}\n`);

/** Imports made-up charges, lets a run go out and shows how it gets on. Killed half-way it is done again, which adds nothing twice. */
export async function showDemo(
  product: Product,
  terminal: Terminal,
  data: DataFolder,
  { url, signal }: { readonly url: string; readonly signal: AbortSignal },
): Promise<void> {
  // Written once: the same file again is known already, one of another day would contradict it.
  if (!data.has(CHARGES)) data.write(CHARGES, demoCharges(today()));
  const { charges } = await product.importCharges(data.file(CHARGES));
  const { runId } = await product.startRun(today());
  endFirstStart(data);
  terminal.line(`\nFirst start: ${charges} made-up charges were imported (${data.file(CHARGES)}), and a run is on its way.\n`);
  const display = new ProgressDisplay(terminal);
  try {
    await followRun(() => product.run(runId), { seen: (run) => display.show(run), signal });
  } finally {
    display.end();
  }
  terminal.line(
    `\nThe run is done. What the payers were sent: ${url}/sandbox/mail\nWhat waits for a person, and why: ${url}/api/stuck?state=open`,
  );
}
