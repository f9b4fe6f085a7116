import { randomUUID } from 'node:crypto';
import { replay } from '@takings/sale-flow';
import { eventually } from '@takings/testing';
import { AgentAtSale, type DeskStep, deskAnswers, openDesk } from '../testing/agents-desk';
import { RunningBackOffice } from '../testing/running-back-office';
import type { SignedIn } from '../testing/test-people';

const SALES = 6;
const CRASHES = 10;

let office: RunningBackOffice;
let anna: SignedIn;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  const { teamId } = await openDesk(office);
  anna = await office.as('Anna Price', { roles: ['agent'], team: teamId });
});
afterAll(() => office?.close());

/** Again with the same id until it is answered, as a browser does; what was accepted is remembered. */
async function insisting(sale: AgentAtSale, accepted: string[], command: Record<string, unknown>) {
  const command_id = randomUUID();
  for (;;) {
    const answer = await sale.ask({ ...command, command_id }).catch(() => ({ status: 503, body: undefined }));
    if (answer.status === 200) return void accepted.push(command_id);
    if (answer.status < 500) throw new Error(`${command['type']} was refused: ${JSON.stringify(answer.body)}`);
  }
}

async function wholeSale(sale: AgentAtSale): Promise<string[]> {
  const accepted: string[] = [];
  for (const [step, answers] of Object.entries(deskAnswers) as [DeskStep, object][]) {
    await insisting(sale, accepted, { type: 'draft', step, draft: { ...answers, later: true } });
    await insisting(sale, accepted, { type: 'answer', step, answers });
  }
  await insisting(sale, accepted, { type: 'type-in', look_up: 'credit', answer: { score: 71 } });
  await insisting(sale, accepted, { type: 'complete' });
  return accepted;
}

/** Ends connections wherever they are: before, within and at the commit of a transaction. */
async function crash(): Promise<number> {
  const [{ cut }] = await office.db.query(`
    select count(pg_terminate_backend(pid))::integer as cut from pg_stat_activity
    where datname = current_database() and application_name = 'back-office' and pid <> pg_backend_pid() and state <> 'idle'`);
  return cut;
}

it('loses no accepted command, and does none twice, wherever the line to the database is cut', async () => {
  const sales = await Promise.all(Array.from({ length: SALES }, () => AgentAtSale.start(office, anna)));
  let done = false;
  const working = Promise.all(sales.map(wholeSale)).finally(() => {
    done = true;
  });
  let crashes = 0;
  while (!done && crashes < CRASHES) {
    crashes += await crash().catch(() => 0);
    await new Promise((resume) => setTimeout(resume, Math.random() * 60));
  }
  const accepted = await working;
  expect(crashes).toBeGreaterThan(3);
  for (const [at, sale] of sales.entries()) {
    const { entries } = await eventually(async () => {
      const answer = await sale.history();
      expect(answer.entries).toBeDefined();
      return answer;
    });
    const kept: { command_id: string; version: number }[] = await office.db.query(
      'select command_id, version from sale_flow_entry where flow_id = $1 order by version',
      [sale.flowId],
    );
    expect(kept.map(({ version }) => version)).toEqual(kept.map((_, n) => n + 1));
    expect(kept.map(({ command_id }) => command_id).filter((id) => accepted[at]!.includes(id))).toEqual(accepted[at]);
    expect(replay(entries)).toEqual((await sale.look()).body.state);
  }
  const ids = sales.map(({ flowId }) => flowId);
  const entered: { sale_id: string }[] = await office.db.query('select sale_id from sale where sale_id = any($1)', [ids]);
  expect(entered.map(({ sale_id }) => sale_id).sort()).toEqual([...ids].sort());
  await eventually(() => {
    const told = office.tap.heard.filter(({ type }) => type === 'sale.completed.v1');
    const facts = new Map(told.map(({ id, subject }) => [id, subject]));
    expect([...facts.values()].sort()).toEqual([...ids].sort());
  });
}, 90_000);
