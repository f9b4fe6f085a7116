import { prepared } from '@takings/database';
import type { FlowEvent, FlowState, HistoryEntry } from '@takings/sale-flow';
import type { EntityManager } from 'typeorm';
import { LOOK_AGAIN, wordsAbout } from './look-again/words';

/** A sale in progress as it is kept. */
export interface KeptFlow {
  readonly flowId: string;
  readonly version: number;
  readonly state: FlowState;
}

/** What a batch does to one sale. */
export interface FlowChange {
  readonly before: KeptFlow | undefined;
  readonly after: KeptFlow;
  readonly entries: readonly HistoryEntry[];
}

/** A sale that is held until the end of the transaction, and what the command had done if it came before. */
export interface HeldFlow {
  readonly version: number;
  readonly state: FlowState;
  readonly known_version: number | null;
  readonly known_events: readonly FlowEvent[] | null;
}

const held = prepared<HeldFlow & { position: string }>(
  'sale-flow-hold',
  `select g.position, f.version, f.state, e.version as known_version, e.events as known_events
   from unnest($1::uuid[], $2::uuid[]) with ordinality g(flow_id, command_id, position)
   join sale_flow f on f.flow_id = g.flow_id
   left join sale_flow_entry e on e.flow_id = g.flow_id and e.command_id = g.command_id
   order by f.flow_id, g.position for update of f`,
);

/**
 * One for each pair, undefined where there is no such sale. In the order of their ids, so that two transactions over the same sales wait
 * for each other instead of deadlocking.
 */
export async function hold(
  db: EntityManager,
  asked: readonly { readonly flowId: string; readonly commandId: string }[],
): Promise<(HeldFlow | undefined)[]> {
  const rows = await held(db, [asked.map(({ flowId }) => flowId), asked.map(({ commandId }) => commandId)]);
  const found = new Map(rows.map((row) => [Number(row.position), row]));
  return asked.map((_, at) => found.get(at + 1));
}

const done = prepared<{ position: string; events: readonly FlowEvent[] }>(
  'sale-flow-done',
  `select g.position, e.events from unnest($1::uuid[], $2::uuid[]) with ordinality g(flow_id, command_id, position)
   join sale_flow_entry e on e.flow_id = g.flow_id and e.command_id = g.command_id`,
);

/**
 * What commands had done before they came again, undefined for a new one. `hold` says so too, but as of the moment before it waited: the
 * same command may have been committed by whoever held the sale.
 */
export async function doneBefore(
  db: EntityManager,
  asked: readonly { readonly flowId: string; readonly commandId: string }[],
): Promise<(readonly FlowEvent[] | undefined)[]> {
  const rows = await done(db, [asked.map(({ flowId }) => flowId), asked.map(({ commandId }) => commandId)]);
  const found = new Map(rows.map(({ position, events }) => [Number(position), events]));
  return asked.map((_, at) => found.get(at + 1));
}

const write = prepared<{ written: number }>(
  'sale-flow-write',
  `with entries as (
     insert into sale_flow_entry (flow_id, version, command_id, at, by_id, by_name, events)
     select e."flowId", e.version, e."commandId", e.at, e."byId", e."byName", e.events
     from jsonb_to_recordset($1::jsonb) as e("flowId" uuid, version integer, "commandId" uuid, at timestamptz, "byId" text, "byName" text, events jsonb)
   ), flows as (
     update sale_flow f set version = c.version, status = c.status, definition = c.definition, owner_id = c."ownerId", team_id = c."teamId",
       consultant_id = c."consultantId", worked_at = c."workedAt", ended_at = c."endedAt", state = c.state
     from jsonb_to_recordset($2::jsonb) as c("flowId" uuid, version integer, status text, definition integer, "ownerId" text, "teamId" text,
       "consultantId" text, "workedAt" timestamptz, "endedAt" timestamptz, state jsonb)
     where f.flow_id = c."flowId" returning 1
   ), told as (
     select pg_notify('${LOOK_AGAIN}', words) from unnest($3::text[]) words
   )
   select (select count(*) from flows)::integer as written from (select count(*) from told) t`,
);

const insert = prepared<{ flow_id: string }>(
  'sale-flow-start',
  `with flows as (
     insert into sale_flow (flow_id, version, status, definition, owner_id, team_id, consultant_id, worked_at, state)
     select c."flowId", c.version, c.status, c.definition, c."ownerId", c."teamId", c."consultantId", c."workedAt", c.state
     from jsonb_to_recordset($2::jsonb) as c("flowId" uuid, version integer, status text, definition integer, "ownerId" text, "teamId" text,
       "consultantId" text, "workedAt" timestamptz, state jsonb)
     order by 1 on conflict do nothing returning flow_id
   ), entries as (
     insert into sale_flow_entry (flow_id, version, command_id, at, by_id, by_name, events)
     select e."flowId", e.version, e."commandId", e.at, e."byId", e."byName", e.events
     from jsonb_to_recordset($1::jsonb) as e("flowId" uuid, version integer, "commandId" uuid, at timestamptz, "byId" text, "byName" text, events jsonb)
     join flows on flows.flow_id = e."flowId"
   ), told as (
     select pg_notify('${LOOK_AGAIN}', words) from unnest($3::text[]) words
   )
   select flow_id from flows, (select count(*) from told) t`,
);

/** To be called with sales that the transaction holds. */
export async function writeFlows(db: EntityManager, changes: readonly FlowChange[]): Promise<void> {
  if (changes.length > 0) await write(db, valuesOf(changes));
}

/** The ids of those that are new; one whose id is taken is left as it is. */
export async function insertFlows(db: EntityManager, changes: readonly FlowChange[]): Promise<Set<string>> {
  const rows = await insert(db, valuesOf(changes));
  return new Set(rows.map(({ flow_id }) => flow_id));
}

const valuesOf = (changes: readonly FlowChange[]): [string, string, string[]] => [
  JSON.stringify(changes.flatMap(({ after, entries }) => entries.map((entry) => entryRow(after.flowId, entry)))),
  JSON.stringify(changes.map(({ after }) => flowRow(after))),
  wordsAbout(changes),
];

const entryRow = (flowId: string, { version, commandId, at, by, events }: HistoryEntry) => ({
  ...{ flowId, version, commandId, at, events },
  byId: by.id,
  byName: by.name,
});

const flowRow = ({ flowId, version, state }: KeptFlow) => ({
  ...{ flowId, version, state },
  status: state.status,
  definition: state.definition,
  ownerId: state.owner.id,
  teamId: state.team,
  consultantId: state.consultant.id,
  workedAt: state.work.last,
  endedAt: state.ended?.at,
});
