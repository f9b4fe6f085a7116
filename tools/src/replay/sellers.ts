import { Refused } from '../product/http';
import type { Product } from '../product/product';
import type { FileSale } from './sales-file';

/** Names are the same however they are written; as the back office sees it. */
const keyOf = (name: string) => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

const CONFLICT = 409;

/** Creates the teams and consultants that the sales name and the product does not know. Whom it refuses, it refuses again with each sale. */
export async function createSellers(product: Product, sales: readonly FileSale[]): Promise<{ teams: number; consultants: number }> {
  const [teams, consultants] = await Promise.all([product.teamNames(), product.consultantNames()]);
  const missing = {
    teams: named(sales, teams, ({ row }) => [row.team, { name: row.team }]),
    consultants: named(sales, consultants, ({ row }) => [row.consultant, { name: row.consultant, team: row.team }]),
  };
  return {
    teams: await created(missing.teams, (input) => product.createTeam(input)),
    consultants: await created(missing.consultants, (input) => product.createConsultant(input)),
  };
}

/** What is to be created, each name once, as it stands first in the file. */
function named<Input>(sales: readonly FileSale[], known: readonly string[], inputOf: (sale: FileSale) => [string, Input]): Input[] {
  const inputs = new Map([...sales].reverse().map((sale) => [keyOf(inputOf(sale)[0]), inputOf(sale)[1]]));
  for (const name of known) inputs.delete(keyOf(name));
  return [...inputs.values()].reverse();
}

async function created<Input>(inputs: readonly Input[], create: (input: Input) => Promise<unknown>): Promise<number> {
  let count = 0;
  for (const input of inputs) {
    try {
      await create(input);
      count += 1;
    } catch (error) {
      if (!(error instanceof Refused) || error.status > CONFLICT) throw error;
    }
  }
  return count;
}
