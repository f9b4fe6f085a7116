import { Injectable } from '@nestjs/common';
import { NotFound } from '@takings/runtime';
import { hasRole, type Person } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import { desksOf } from './bulk-retries';
import { titleOf } from './cause';
import { DESKS, SEES_ALL } from './desks';
import { rolesOf } from './legal-actions';
import type { StuckRow } from './stuck-row';
import { StuckSettings } from './stuck-settings';
import { type CauseView, type CountedView, stuckItem, type StuckView, type Tab } from './stuck.view';
import { TodayHere } from './today-here';

export interface ListAsked {
  readonly tab?: Tab;
  readonly state?: 'open' | 'settled' | 'all';
  readonly cause?: string;
  readonly run?: string;
  readonly stage?: string;
  readonly subject?: string;
  readonly sort?: 'oldest' | 'money';
  readonly after?: string;
  readonly limit: number;
}

/** Open items by all that tabs tell apart. */
interface Tally {
  readonly cause: string;
  readonly desk: string;
  readonly waits: 'itself' | 'person';
  readonly owner: string;
  readonly currency: string;
  readonly items: number;
  readonly minor: number;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
const CAUSES_SHOWN = 30;

/** What is stuck, as people see it: each what their desk has, finance and platform everything. */
@Injectable()
export class StuckViews {
  constructor(
    private readonly db: DataSource,
    private readonly settings: StuckSettings,
    private readonly today: TodayHere,
  ) {}

  async page(asked: ListAsked, person: Person): Promise<{ items: StuckView[]; next: string | null }> {
    const { text, values } = await this.selection(asked, person);
    const [rows, policy] = await Promise.all([this.db.query<StuckRow[]>(text, values), this.settings.policy()]);
    const page = rows.slice(0, asked.limit);
    return {
      items: page.map((row) => stuckItem(row, person, policy)),
      next: rows.length > asked.limit ? page.at(-1)!.stuck_id : null,
    };
  }

  /** Throws `NotFound`, for what another desk has as well. */
  async one(stuckId: string, person: Person) {
    const [row]: StuckRow[] = await this.db.query('select * from stuck_item where stuck_id = $1 and round is not null and desk = any($2)', [
      stuckId,
      seenBy(person),
    ]);
    if (!row) throw new NotFound(`There is no stuck item ${stuckId}`);
    const [history, policy] = await Promise.all([
      this.db.query<{ at: Date; by: string; words: string; round: number }[]>(
        'select at, by, words, round from stuck_event where stuck_id = $1 order by round, at, id',
        [stuckId],
      ),
      this.settings.policy(),
    ]);
    const told = history.map(({ at, by, words, round }) => ({ at: at.toISOString(), by, what: words, round }));
    const first = { at: row.raised_at.toISOString(), by: 'Takings', what: row.reason, round: 1 };
    return { ...stuckItem(row, person, policy), history: told.some(({ by }) => by === 'Takings') ? told : [first, ...told] };
  }

  /** To whom it may be given. Throws `NotFound`. */
  async people(stuckId: string, person: Person): Promise<{ people: { id: string; name: string; roles: string[] }[] }> {
    const [row]: StuckRow[] = await this.db.query('select * from stuck_item where stuck_id = $1 and round is not null and desk = any($2)', [
      stuckId,
      seenBy(person),
    ]);
    if (!row) throw new NotFound(`There is no stuck item ${stuckId}`);
    const people = await this.db.query(
      `select person_id as id, name, roles from person where active and (roles && $1::text[] or 'admin' = any(roles))
       order by name, person_id limit 200`,
      [rolesOf(row)],
    );
    return { people };
  }

  async summary(run: string | undefined, person: Person) {
    const [tallies, settled, [edge]] = await Promise.all([this.tallies(run, person), this.settled(run, person), this.edges(run, person)]);
    const [mine, isYours] = [desksOf(person), (one: Tally) => yours(one, person)];
    const tabs = {
      all: summed(tallies),
      you: summed(tallies.filter(isYours)),
      itself: summed(tallies.filter(({ waits }) => waits === 'itself')),
      others: summed(tallies.filter((one) => one.waits === 'person' && !isYours(one))),
      settled,
    };
    return {
      open: tabs.all.items,
      oldestAt: edge?.oldest?.toISOString() ?? null,
      lastSettledAt: edge?.settled?.toISOString() ?? null,
      tabs,
      causes: await this.causes(tallies, mine.length > 0, person),
    };
  }

  private async selection({ tab, state = 'open', cause, run, stage, subject, sort, after, limit }: ListAsked, person: Person) {
    const values: unknown[] = [];
    const given = (value: unknown) => `$${values.push(value)}`;
    const where = ['s.round is not null', `s.desk = any(${given(seenBy(person))})`];
    const isYours = () => `(s.desk = any(${given(desksOf(person))}) and (s.owner_id is null or s.owner_id = ${given(person.id)}))`;
    const settled = tab === 'settled' || (!tab && state === 'settled');
    if (tab ? tab !== 'settled' : state === 'open') where.push('s.open');
    if (settled) where.push('not s.open', 's.settled_at is not null');
    if (tab === 'settled') where.push(`s.settled_at >= ${given(await this.today.begins())}`);
    if (tab === 'itself') where.push(`s.waits = 'itself'`);
    if (tab === 'you') where.push(`s.waits = 'person'`, isYours());
    if (tab === 'others') where.push(`s.waits = 'person'`, `not ${isYours()}`);
    if (cause) where.push(`s.cause = ${given(cause)}`);
    if (run) where.push(`s.run_id = ${given(run)}`);
    if (stage) where.push(`s.stage = ${given(stage)}`);
    if (subject) where.push(`s.subject = ${given(subject)}`);
    const [keys, direction] = settled ? ['settled_at, stuck_id', 'desc'] : [ORDERS[sort ?? 'oldest'], 'asc'];
    const compare = direction === 'desc' ? '<' : '>';
    if (after) where.push(`(${of('s', keys)}) ${compare} (select ${of('l', keys)} from stuck_item l where l.stuck_id = ${given(after)})`);
    const order = of('s', keys)
      .split(', ')
      .map((key) => `${key} ${direction}`)
      .join(', ');
    return { text: `select s.* from stuck_item s where ${where.join(' and ')} order by ${order} limit ${given(limit + 1)}`, values };
  }

  /** Kept as items come and go; those of one run are few enough to be counted. */
  private tallies(run: string | undefined, person: Person): Promise<Tally[]> {
    const desks = seenBy(person);
    if (run === undefined) {
      return this.db.query(
        `select cause, desk, waits, owner_id as owner, currency, items::int, risk_minor::float8 as minor
         from stuck_tally where items > 0 and desk = any($1)`,
        [desks],
      );
    }
    return this.db.query(
      `select cause, desk, waits, coalesce(owner_id, $3) as owner, coalesce(currency, '') as currency, count(*)::int as items,
         sum(risk_minor)::float8 as minor
       from stuck_item where open and run_id = $1 and desk = any($2) group by 1, 2, 3, 4, 5`,
      [run, desks, NOBODY],
    );
  }

  private async settled(run: string | undefined, person: Person): Promise<CountedView> {
    return summed(
      await this.db.query(
        `select coalesce(currency, '') as currency, count(*)::int as items, sum(risk_minor)::float8 as minor from stuck_item
         where settled_at >= $1 and not open and round is not null and desk = any($2) and ($3::uuid is null or run_id = $3) group by 1`,
        [await this.today.begins(), seenBy(person), run ?? null],
      ),
    );
  }

  private edges(run: string | undefined, person: Person): Promise<{ oldest: Date | null; settled: Date | null }[]> {
    const own = 'desk = any($1) and ($2::uuid is null or run_id = $2)';
    return this.db.query(
      `select (select raised_at from stuck_item where open and ${own} order by raised_at limit 1) as oldest,
         (select settled_at from stuck_item where settled_at is not null and not open and ${own} order by settled_at desc limit 1) as settled`,
      [seenBy(person), run ?? null],
    );
  }

  private async causes(tallies: readonly Tally[], decides: boolean, person: Person): Promise<CauseView[]> {
    const most = [...new Set(tallies.map(({ cause }) => cause))]
      .map((cause) => ({ cause, own: tallies.filter((one) => one.cause === cause) }))
      .map(({ cause, own }) => ({ cause, own, ...summed(own) }))
      .sort((one, other) => other.items - one.items)
      .slice(0, CAUSES_SHOWN);
    const around = await this.around(most.map(({ cause }) => cause));
    return most.flatMap(({ cause, own, items, risk }) => {
      const known = around.get(cause);
      if (!known?.oldest) return [];
      const running = known.bulk && { by: known.bulk.by, at: known.bulk.at, items: known.bulk.items, done: known.bulk.done };
      const may = known.retry ? summed(own.filter((one) => yours(one, person))).items : 0;
      const whyNot = running
        ? `${running.by} is sending these again.`
        : may === 0
          ? decides
            ? 'None of these waits for you to be sent again.'
            : 'You may look at what is stuck, not decide about it.'
          : null;
      const oldestAt = known.oldest.toISOString();
      return [{ cause, title: titleOf(cause), items, risk, oldestAt, retry: { action: 'retry' as const, whyNot, items: may }, running }];
    });
  }

  private async around(causes: readonly string[]) {
    const rows: { cause: string; oldest: Date | null; retry: boolean | null; bulk: NonNullable<CauseView['running']> | null }[] =
      await this.db.query(
        `select c.cause, o.raised_at as oldest, 'retry' = any(o.actions) as retry,
           (select json_build_object('by', asked_by, 'items', items, 'done', done,
              'at', to_char(asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
            from stuck_bulk b where b.cause = c.cause and b.finished_at is null) as bulk
         from unnest($1::text[]) c(cause)
         left join lateral (select raised_at, actions from stuck_item s where s.open and s.cause = c.cause order by raised_at, stuck_id limit 1) o on true`,
        [causes],
      );
    return new Map(rows.map((row) => [row.cause, row]));
  }
}

/** What somebody's list may show. */
const seenBy = (person: Person): string[] => (hasRole(person, SEES_ALL) ? Object.keys(DESKS) : desksOf(person));

const yours = ({ waits, desk, owner }: Tally, person: Person): boolean =>
  waits === 'person' && (desksOf(person) as string[]).includes(desk) && (owner === NOBODY || owner === person.id);

function summed(tallies: readonly Pick<Tally, 'items' | 'currency' | 'minor'>[]): CountedView {
  const sums = new Map<string, number>();
  for (const { currency, minor } of tallies) if (currency) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  const risk = [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([currency, minor]) => ({ currency, minor }));
  return { items: tallies.reduce((sum, { items }) => sum + items, 0), risk };
}

const ORDERS = { oldest: 'raised_at, stuck_id', money: '-risk_minor, raised_at, stuck_id' } as const;
/** "-risk_minor" of `s` is "(-s.risk_minor)", as its index has it. */
const of = (table: string, keys: string) =>
  keys
    .split(', ')
    .map((key) => (key.startsWith('-') ? `(-${table}.${key.slice(1)})` : `${table}.${key}`))
    .join(', ');
