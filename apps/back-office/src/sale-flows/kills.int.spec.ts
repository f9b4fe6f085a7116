import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { replay } from '@takings/sale-flow';
import { eventually, FactTap, freshDatabase, testBroker } from '@takings/testing';
import { DataSource } from 'typeorm';
import { AgentAtSale, type Desk, type DeskStep, deskAnswers, openDesk } from '../testing/agents-desk';
import { BackOfficeProcess, Gone } from '../testing/back-office-process';
import { type SignedIn, signedIn } from '../testing/test-people';

const AGENTS = 5;
const KILLS = 4;
/** So much is done between two kills that sales are completed; then it may fall anywhere. */
const ANSWERS_BETWEEN = 5 * AGENTS;
const LONGEST_PAUSE_MS = 100;

/** What makes a sale, from its first letter to its completion. */
const COMMANDS: readonly Record<string, unknown>[] = [
  ...(Object.keys(deskAnswers) as DeskStep[]).flatMap((step) => [
    { type: 'draft', step, draft: { ...deskAnswers[step], later: true } },
    { type: 'answer', step, answers: deskAnswers[step] },
  ]),
  { type: 'type-in', look_up: 'credit', answer: { score: 71 } },
  { type: 'complete' },
];

let servers: { DATABASE_URL: string; AMQP_URL: string };
let office: BackOfficeProcess;
let db: DataSource;
let tap: FactTap;
let anna: SignedIn;
const closing: (() => Promise<unknown>)[] = [];
/** Whichever process it is at the time, asked by an admin unless somebody else asks. */
const desk = (admin: SignedIn): Desk => ({
  get: (path, headers = admin.headers) => office.get(path, headers),
  post: (path, body = {}, headers = admin.headers) => office.post(path, body, headers),
});
let ours: Desk;

beforeAll(async () => {
  const [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
  closing.push(database.drop, () => broker.close());
  servers = { DATABASE_URL: database.url, AMQP_URL: broker.url };
  tap = await FactTap.on(broker.url);
  closing.push(() => tap.close());
  office = await BackOfficeProcess.start(servers);
  closing.push(() => office.kill());
  db = await new DataSource({ type: 'postgres', url: database.url, extra: { options: '-c search_path=back_office' } }).initialize();
  closing.push(() => db.destroy());
  ours = desk(await signedIn(db, 'Ada Admin'));
  const { teamId } = await openDesk(ours);
  anna = await signedIn(db, 'Anna Price', { roles: ['agent'], team: teamId });
}, 90_000);
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

interface Sent {
  readonly flowId: string;
  readonly command: Record<string, unknown> & { readonly command_id: string };
}

/** Makes one sale after the other. What was answered is remembered, and what was not. */
class Agent {
  readonly answered: Sent[] = [];
  inFlight: Sent | undefined;
  private sale: AgentAtSale | undefined;
  private todo: Record<string, unknown>[] = [];

  /** Until nobody answers. */
  async work(): Promise<void> {
    for (;;) {
      this.inFlight ??= this.next();
      try {
        await this.send(this.inFlight);
      } catch (error) {
        if (error instanceof Gone) return;
        throw error;
      }
      this.answered.push(this.inFlight);
      this.inFlight = undefined;
    }
  }

  /** What was in flight, twice more: the second time it has been done, whatever became of the first. */
  async insist(): Promise<void> {
    if (!this.inFlight) return;
    const [first, second] = [await this.send(this.inFlight), await this.send(this.inFlight)];
    expect(second.events).toEqual(first.events);
    this.answered.push(this.inFlight);
    this.inFlight = undefined;
  }

  private next(): Sent {
    const command_id = randomUUID();
    const command = this.todo.shift();
    if (command && this.sale) return { flowId: this.sale.flowId, command: { ...command, command_id } };
    this.sale = undefined;
    this.todo = [...COMMANDS];
    return { flowId: command_id, command: { command_id } };
  }

  private async send({ flowId, command }: Sent): Promise<{ events?: unknown }> {
    if (!('type' in command)) {
      this.sale = await AgentAtSale.start(ours, anna, 'Priya Nair', flowId);
      return {};
    }
    const { status, body } = await this.sale!.ask(command);
    if (status !== 200) throw new Error(`${command['type']} was answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }
}

/** Anywhere, or surely between what is asked and its commit: entries find their table taken. */
async function killWhileTheyWork(surelyWithin: boolean) {
  if (!surelyWithin) {
    await pause(Math.random() * LONGEST_PAUSE_MS);
    return office.kill();
  }
  await db.transaction(async (tx) => {
    await tx.query('lock table sale_flow_entry in share mode');
    await eventually(async () => {
      const waiting = await tx.query(
        `select 1 from pg_stat_activity where datname = current_database() and application_name = 'back-office' and wait_event_type = 'Lock'`,
      );
      expect(waiting.length).toBeGreaterThan(0);
    });
    await office.kill();
  });
}

const answersOf = (agents: readonly Agent[]) => agents.reduce((sum, { answered }) => sum + answered.length, 0);

const timesKept = async ({ flowId, command: { command_id } }: Sent): Promise<number> => {
  const [{ times }] = await db.query('select count(*)::integer as times from sale_flow_entry where flow_id = $1 and command_id = $2', [
    flowId,
    command_id,
  ]);
  return times;
};

it('has each command once that was answered, and one in flight once or not at all, wherever it is killed with -9', async () => {
  const agents = Array.from({ length: AGENTS }, () => new Agent());
  const cutOff = { done: 0, undone: 0 };
  for (let n = 0; n < KILLS; n++) {
    const working = Promise.all(agents.map((agent) => agent.work()));
    const before = answersOf(agents);
    await eventually(() => expect(answersOf(agents)).toBeGreaterThanOrEqual(before + ANSWERS_BETWEEN), 30_000);
    await killWhileTheyWork(n % 2 === 1);
    await working;
    office = await BackOfficeProcess.start(servers);
    for (const { inFlight } of agents) if (inFlight) cutOff[(await timesKept(inFlight)) > 0 ? 'done' : 'undone']++;
    await Promise.all(agents.map((agent) => agent.insist()));
  }
  process.stderr.write(`of ${cutOff.done + cutOff.undone} commands in flight ${cutOff.done} had been committed\n`);
  expect(cutOff.undone).toBeGreaterThanOrEqual(KILLS / 2);

  for (const sent of agents.flatMap(({ answered }) => answered))
    expect({ ...sent, times: await timesKept(sent) }).toEqual({ ...sent, times: 1 });
  const flows: { flow_id: string; version: number; state: { status: string } }[] = await db.query(
    'select flow_id, version, state from sale_flow',
  );
  for (const { flow_id, version, state } of flows) {
    const { entries } = (await ours.get(`/api/sale-flows/${flow_id}/history?limit=1000`)).body;
    expect(entries.map((entry: { version: number }) => entry.version)).toEqual(Array.from({ length: version }, (_, n) => n + 1));
    expect(replay(entries)).toEqual(state);
  }
  const completed = flows.filter(({ state }) => state.status === 'completed').map(({ flow_id }) => flow_id);
  expect(completed.length).toBeGreaterThan(0);
  const sold: { sale_id: string }[] = await db.query('select sale_id from sale');
  expect(sold.map(({ sale_id }) => sale_id).sort()).toEqual([...completed].sort());
  await eventually(() => {
    const told = tap.heard.filter(({ type }) => type === 'sale.completed.v1');
    const facts = new Map(told.map(({ id, subject }) => [id, subject]));
    expect([...facts.values()].sort()).toEqual([...completed].sort());
  }, 30_000);
}, 120_000);
