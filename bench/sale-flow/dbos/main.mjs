// DBOS: a workflow for each command, with the command's id as its own, so that one that is repeated has the same answer, and in it one
// step, which reads and writes the row of the sale. This is its fast form. A workflow for each sale that waits for commands (send, recv,
// setEvent, getEvent) writes more for each of them, answers no sooner than its notifications come, and has 10,000 workflows to bring back
// after a start. Its transactional steps would save nothing: they put a checkpoint of their own into the step's transaction and then the
// same one into its system tables. A plain step may run twice after a crash, so that the row keeps the last command and is written by its version.
import { createRequire } from 'node:module';

const peers = createRequire(new URL('../../peers/package.json', import.meta.url));
const built = createRequire(import.meta.url);
const { DBOS } = peers('@dbos-inc/dbos-sdk');
const { Pool } = peers('pg');
const { startFront } = built('../../dist/sale-flow/front/front.js');
const { accept, started } = built('../../dist/sale-flow/front/flow.js');
const { Refusal } = built('@takings/sale-flow');

const CONNECTIONS = 20;
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: CONNECTIONS });
await pool.query(`create table if not exists flow (
  id uuid primary key,
  version integer not null,
  last_command uuid not null,
  state jsonb not null
) with (fillfactor = 50)`);

/** Prepared once for each connection. */
const statement = (name, text) => async (values) => pool.query({ name, text, values });
const insert = statement('start', 'insert into flow (id, version, last_command, state) values ($1, $2, $1, $3) on conflict do nothing');
const select = statement('read', 'select version, state, last_command from flow where id = $1');
const update = statement('write', 'update flow set version = $2, state = $3, last_command = $4 where id = $1 and version = $5');

async function begin(id, at) {
  const kept = started(id, at);
  await insert([id, kept.version, JSON.stringify(kept.state)]);
  return kept;
}

async function view(id) {
  const { rows } = await select([id]);
  if (rows.length === 0) throw new Refusal('invalid', 'there is no such sale');
  const [{ version, state, last_command }] = rows;
  return { version, state, last_command };
}

async function write(id, command, at) {
  const { last_command, ...flow } = await view(id);
  if (last_command === command.command_id) return flow;
  const next = accept(flow, command, at);
  const { rowCount } = await update([id, next.version, JSON.stringify(next.state), command.command_id, flow.version]);
  if (rowCount === 0) throw new Refusal('conflict', 'somebody was first');
  return next;
}

const step = DBOS.registerStep(write, { name: 'write' });
const workflow = DBOS.registerWorkflow((id, command, at) => step(id, command, at), { name: 'command' });
DBOS.setConfig({
  name: 'bench',
  applicationVersion: '1',
  systemDatabaseUrl: process.env.DATABASE_URL, // one database, as its documentation allows
  systemDatabasePoolSize: CONNECTIONS,
  logLevel: 'error',
});
await DBOS.launch();

const listening = await startFront({
  start: begin,
  command: async (id, command, at) => {
    const handle = await DBOS.startWorkflow(workflow, { workflowID: command.command_id })(id, command, at);
    return handle.getResult();
  },
  view,
});
process.send({ listening });
process.once('disconnect', () => process.exit(0));
