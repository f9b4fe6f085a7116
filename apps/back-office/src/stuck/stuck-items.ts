import { Injectable } from '@nestjs/common';
import { StuckResolved } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { Conflict, Forbidden, InvalidInput, NotFound } from '@takings/runtime';
import { hasRole, type Person, rolesInWords } from '@takings/runtime/http';
import type { EntityManager } from 'typeorm';
import { type Decision, keepAudit } from '../audit/audit';
import { type ItemAction, rolesOf, whyNot } from './legal-actions';
import { isSeenHere, type StuckRow } from './stuck-row';
import { needsSecond, StuckSettings } from './stuck-settings';
import { StuckWords } from './stuck-words';

export interface Choice {
  readonly action: ItemAction;
  readonly person: Person;
  /** The reason, or the note. */
  readonly because?: string;
  /** The id of the person it is given to. */
  readonly to?: string;
}
export interface Chosen {
  readonly stuckId: string;
  /** The round that was looked at. */
  readonly round?: number;
}
interface Deciding extends Choice {
  readonly item: StuckRow;
  readonly db: EntityManager;
  readonly give: (fact: ReturnType<typeof StuckResolved.of>) => void;
}
interface Done {
  readonly audit: Decision['action'];
  readonly what: string;
  readonly changes: Readonly<Record<string, unknown>>;
}

const AUDITED = { retry: 'stuck item retried', discard: 'stuck item discarded' } as const;
const NOBODY = { asked_round: null, asked_by_id: null, asked_by: null, asked_because: null, asked_at: null };

/** What people decide about stuck items. */
@Injectable()
export class StuckItems {
  constructor(
    private readonly outbox: Outbox,
    private readonly settings: StuckSettings,
    private readonly words: StuckWords,
  ) {}

  /** One decision for each round; the app that keeps the item carries it out. Throws `NotFound`, `Forbidden`, or `Conflict` with why it may not be. */
  async decide(chosen: Chosen, choice: Choice): Promise<void> {
    const [refused] = await this.decideAll([chosen], choice);
    if (refused) throw refused.error;
  }

  /** Several at once; each is judged for itself. Answers with those that were refused. */
  async decideAll(chosen: readonly Chosen[], choice: Choice): Promise<{ stuckId: string; error: Error }[]> {
    const refused = await throughDeadlocks(() =>
      this.outbox.during(async (db, give) => {
        const errors: { stuckId: string; error: Error }[] = [];
        // In one order, so that two who choose the same items wait for each other instead of deadlocking.
        for (const one of [...chosen].sort((a, b) => (a.stuckId < b.stuckId ? -1 : 1))) {
          const error = await this.decideOne(db, one, { ...choice, give });
          if (error) errors.push({ stuckId: one.stuckId, error });
        }
        return errors;
      }),
    );
    this.words.changed();
    return refused;
  }

  private async decideOne(
    db: EntityManager,
    { stuckId, round }: Chosen,
    choice: Omit<Deciding, 'item' | 'db'>,
  ): Promise<Error | undefined> {
    const [item]: StuckRow[] = await db.query('select * from stuck_item where stuck_id = $1 and round is not null for update', [stuckId]);
    if (!item) return new NotFound(`There is no stuck item ${stuckId}`);
    const { action, person } = choice;
    if (!hasRole(person, rolesOf(item))) return new Forbidden(`This is for ${rolesInWords(rolesOf(item))}.`, 'role');
    const obstacle = whyNot[action](item, person);
    if (obstacle) return new Conflict(obstacle);
    if (round !== undefined && round !== item.round) return new Conflict('It has come back since you looked at it. Look again.');
    const { audit, what, changes } = await this[action]({ ...choice, item, db });
    await change(db, stuckId, changes);
    await tellEvent(db, item, { what: action, by: person.name, words: what });
    await keepAudit(db, { actor: person.name, action: audit, about: stuckId, detail: { what, because: choice.because, ...aboutOf(item) } });
    return undefined;
  }

  private async retry({ item, person, because = '', give }: Deciding): Promise<Done> {
    give(resolved(item, 'retry', person.name, because));
    return {
      audit: AUDITED.retry,
      what: `sent again: ${because}`,
      changes: { ...decided(item, 'retry', person.name, because), ...NOBODY },
    };
  }

  /** Above the limit it is only asked for. */
  private async discard({ item, person, because = '', db, give }: Deciding): Promise<Done> {
    if (!needsSecond(await this.settings.policy(db), item)) return this.letGo(item, person.name, because, give);
    return {
      audit: 'stuck item discarding asked for',
      what: `asked to let it go: ${because}`,
      changes: { asked_round: item.round, asked_by_id: person.id, asked_by: person.name, asked_because: because, asked_at: new Date() },
    };
  }

  private async confirm({ item, person, give }: Deciding): Promise<Done> {
    return this.letGo(item, `${item.asked_by} and ${person.name}`, item.asked_because ?? '', give);
  }

  private async withdraw({ item }: Deciding): Promise<Done> {
    return { audit: 'stuck item kept', what: `kept: ${item.asked_by} had asked to let it go`, changes: NOBODY };
  }

  /** Throws `InvalidInput` for somebody who could do nothing about it. */
  private async give({ item, db, to }: Deciding): Promise<Done> {
    const [person]: { id: string; name: string; roles: Person['roles'] }[] = await db.query(
      'select person_id as id, name, roles from person where person_id = $1 and active',
      [to ?? null],
    );
    if (!person || !hasRole(person, rolesOf(item)))
      throw new InvalidInput(`to: expected the id of somebody among ${rolesInWords(rolesOf(item))}`, 'to');
    return { audit: 'stuck item given', what: `given to ${person.name}`, changes: ownedBy(person) };
  }

  private async take({ item, person }: Deciding): Promise<Done> {
    return { audit: 'stuck item taken', what: item.owner ? `taken from ${item.owner}` : 'taken', changes: ownedBy(person) };
  }

  private async note({ because = '' }: Deciding): Promise<Done> {
    return { audit: 'stuck item noted', what: `noted: ${because}`, changes: {} };
  }

  /** What the back office sees itself is dealt with by saying so; everything else its app lets go. */
  private letGo(item: StuckRow, by: string, because: string, give: Deciding['give']): Done {
    const changes = { ...decided(item, 'discard', by, because), ...NOBODY };
    if (!isSeenHere(item.kind)) give(resolved(item, 'discard', by, because));
    const settled = { settled_round: item.round, outcome: 'discarded', settled_by: by, settled_at: new Date() };
    return {
      audit: AUDITED.discard,
      what: `${isSeenHere(item.kind) ? 'dealt with' : 'let go'}: ${because}`,
      changes: isSeenHere(item.kind) ? { ...changes, ...settled } : changes,
    };
  }
}

/** SQLSTATE of a transaction that PostgreSQL gave up so that another could go on: counts are changed by many at the same time. */
const DEADLOCK = '40P01';
const TRIES = 3;

async function throughDeadlocks<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || tries === TRIES) throw error;
    }
  }
}

const resolved = ({ stuck_id: stuckId, app, round }: StuckRow, action: 'retry' | 'discard', resolvedBy: string, because: string) =>
  StuckResolved.of({ stuckId, app, round, action, resolvedBy, because });

const decided = ({ round }: StuckRow, action: 'retry' | 'discard', by: string, because: string) => ({
  decided_round: round,
  decided_action: action,
  decided_by: by,
  decided_because: because,
  decided_at: new Date(),
});

const ownedBy = ({ id, name }: { id: string; name: string }) => ({ owner_id: id, owner: name, owner_since: new Date() });

/** For the audit, whose reader does not know the item. */
const aboutOf = ({ label, customer, round, currency, risk_minor }: StuckRow) => ({
  item: label,
  customer,
  round,
  ...(currency ? { currency, riskMinor: Number(risk_minor) } : {}),
});

async function change(db: EntityManager, stuckId: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = Object.keys(changes);
  if (columns.length === 0) return;
  await db.query(`update stuck_item set ${columns.map((column, at) => `${column} = $${at + 2}`).join(', ')} where stuck_id = $1`, [
    stuckId,
    ...Object.values(changes),
  ]);
}

async function tellEvent(
  db: EntityManager,
  { stuck_id, round }: Pick<StuckRow, 'stuck_id' | 'round'>,
  { what, by, words }: { what: string; by: string; words: string },
): Promise<void> {
  await db.query('insert into stuck_event (stuck_id, round, what, at, by, words) values ($1, $2, $3, clock_timestamp(), $4, $5)', [
    ...[stuck_id, round, what, by, words.charAt(0).toUpperCase() + words.slice(1)],
  ]);
}
