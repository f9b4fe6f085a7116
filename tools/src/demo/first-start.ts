import type { DataFolder } from '../local/data-folder';
import { followRun } from '../once/follow-run';
import { ProgressDisplay } from '../once/progress-display';
import { Refused } from '../product/http';
import type { Product } from '../product/product';
import { today } from '../product/today';
import type { Terminal } from '../terminal';
import { demoCharges } from './demo-charges';
import { demoPriceList, demoProducts } from './demo-prices';
import { demoSales, demoTeams } from './demo-sales';

const DONE = 'first-start-done';
const CHARGES = 'demo-charges.csv';
const SALES = 'demo-sales.csv';
const CONFLICT = 409;

export const isFirstStart = (data: DataFolder) => !data.has(DONE);

/** From now on no start imports demo charges into this folder. */
export const endFirstStart = (data: DataFolder) => data.write(DONE, `${new Date().toISOString()}\n`);

/** Makes up teams with sales of today and what they sell, imports made-up charges, lets a run go out and shows how it gets on. Killed half-way it is done again, which adds nothing twice. */
export async function showDemo(
  product: Product,
  terminal: Terminal,
  data: DataFolder,
  { url, signal }: { readonly url: string; readonly signal: AbortSignal },
): Promise<void> {
  const sales = await showSales(product, data);
  await showPrices(product);
  // Written once: the same file again is known already, one of another day would contradict it.
  if (!data.has(CHARGES)) data.write(CHARGES, demoCharges(today()));
  const { charges } = await product.importCharges(data.file(CHARGES));
  const { runId } = await product.startRun(today());
  endFirstStart(data);
  terminal.line(`\nFirst start: ${demoTeams.length} made-up teams have ${sales} sales of today.`);
  terminal.line(`${charges} made-up charges were imported (${data.file(CHARGES)}), and a run is on its way.\n`);
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

async function showSales(product: Product, data: DataFolder): Promise<number> {
  for (const { consultants, ...team } of demoTeams) {
    await unlessThere(product.createTeam(team));
    for (const name of consultants) await unlessThere(product.createConsultant({ name, team: team.name }));
  }
  if (!data.has(SALES)) data.write(SALES, demoSales(new Date()));
  const { sales, alreadyKnown } = await product.importSales(data.file(SALES));
  return sales + alreadyKnown;
}

async function showPrices(product: Product) {
  for (const { price: _listed, ...one } of demoProducts) await unlessThere(product.createProduct(one));
  await unlessThere(product.enterPriceList(demoPriceList));
}

/** A start that was killed half-way may have created it. */
async function unlessThere(creating: Promise<unknown>) {
  try {
    await creating;
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== CONFLICT) throw error;
  }
}
