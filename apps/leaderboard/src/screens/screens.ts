import { Injectable } from '@nestjs/common';
import { refuseStale } from '@takings/database';
import { Conflict, NotFound } from '@takings/runtime';
import { DataSource } from 'typeorm';
import type { ScreenPass } from '../gateway/visitor';
import { keepAudit } from './audit';
import { hashOf } from './secrets';
import { type Shows, ShowsByName, type StoredShows } from './shows';

interface ScreenRow {
  readonly screenId: string;
  readonly name: string;
  readonly shows: StoredShows;
  readonly hideAmounts: boolean;
  readonly pairedAt: Date;
  readonly pairedBy: string;
  readonly withdrawnAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly version: string | null;
  readonly revision: number;
}

export interface Screen extends Omit<ScreenRow, 'shows'> {
  readonly shows: Shows;
}

/** What is not said stays as it is. */
export interface ScreenChange {
  readonly name?: string | undefined;
  readonly shows?: Shows | undefined;
  readonly hideAmounts?: boolean | undefined;
  /** On which the change is made; of none, it is made on whatever there is. */
  readonly revision?: number | undefined;
}

export interface Decided {
  readonly at: Date;
  readonly by: string;
  readonly what: string;
}

const COLUMNS = `screen_id as "screenId", name, shows, hide_amounts as "hideAmounts", paired_at as "pairedAt", paired_by as "pairedBy",
  withdrawn_at as "withdrawnAt", last_seen_at as "lastSeenAt", version, revision`;

/** Screens that were paired. */
@Injectable()
export class Screens {
  constructor(
    private readonly db: DataSource,
    private readonly shows: ShowsByName,
  ) {}

  /** What a device with this token may see. */
  async passOf(token: string): Promise<ScreenPass | 'unknown' | 'withdrawn'> {
    const [screen] = await this.where('token_hash = $1', [hashOf(token)]);
    if (!screen) return 'unknown';
    return screen.withdrawnAt ? 'withdrawn' : passFor(screen);
  }

  /** Those of these that are not withdrawn. */
  async passes(screenIds: readonly string[]): Promise<ReadonlyMap<string, ScreenPass>> {
    const live = await this.where('screen_id = any($1) and withdrawn_at is null', [screenIds]);
    return new Map(live.map((screen) => [screen.screenId, passFor(screen)]));
  }

  /** Those in use first, by name; then the withdrawn, the last one first. */
  all(): Promise<Screen[]> {
    return this.where('true order by withdrawn_at desc nulls first, lower(name)', []);
  }

  /** Throws `NotFound`. */
  async one(screenId: string): Promise<Screen> {
    const [screen] = await this.where('screen_id = $1', [screenId]);
    if (!screen) throw new NotFound(`there is no screen ${screenId}`);
    return screen;
  }

  async history(screenId: string): Promise<Decided[]> {
    return this.db.query('select at, actor as by, action as what from audit where about = $1 order by id', [screenId]);
  }

  /** Throws `NotFound`, `InvalidInput`, and `Conflict` when it was withdrawn, somebody was first or the name is another's. */
  async change(screenId: string, { revision, ...change }: ScreenChange, actor: string): Promise<void> {
    const shows = change.shows && (await this.shows.toKeep(change.shows));
    await this.db.transaction(async (tx) => {
      const before = await this.inUse(screenId, tx);
      await refuseStale(tx, screenId, before.revision, revision);
      await tx
        .query(
          `update screen set name = coalesce($2, name), shows = coalesce($3, shows), hide_amounts = coalesce($4, hide_amounts),
             revision = revision + 1 where screen_id = $1`,
          [screenId, change.name ?? null, shows ? JSON.stringify(shows) : null, change.hideAmounts ?? null],
        )
        .catch(nameTaken(change.name));
      await keepAudit(tx, { actor, action: 'screen changed', screenId, detail: change });
    });
  }

  /** Its token opens nothing from now on. Throws `NotFound`, and `Conflict` when it was withdrawn before. */
  async withdraw(screenId: string, actor: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      await this.inUse(screenId, tx);
      await tx.query('update screen set withdrawn_at = now() where screen_id = $1', [screenId]);
      await keepAudit(tx, { actor, action: 'screen withdrawn', screenId, detail: {} });
    });
  }

  /** That these are connected now, and what they run; written once a minute at most. */
  async seen(now: readonly { readonly screenId: string; readonly version: string | undefined }[]): Promise<void> {
    await this.db.query(
      `update screen set last_seen_at = now(), version = coalesce(told.version, screen.version)
       from unnest($1::uuid[], $2::text[]) as told (screen_id, version)
       where screen.screen_id = told.screen_id
         and (last_seen_at is null or last_seen_at < now() - interval '1 minute' or screen.version is distinct from coalesce(told.version, screen.version))`,
      [now.map(({ screenId }) => screenId), now.map(({ version }) => version ?? null)],
    );
  }

  private async inUse(screenId: string, tx: Pick<DataSource, 'query'>): Promise<{ readonly revision: number }> {
    const [row] = await tx.query('select withdrawn_at, revision from screen where screen_id = $1 for update', [screenId]);
    if (!row) throw new NotFound(`there is no screen ${screenId}`);
    if (row.withdrawn_at) throw new Conflict('this screen was withdrawn; pair it again');
    return row;
  }

  private async where(condition: string, values: readonly unknown[]): Promise<Screen[]> {
    const rows: ScreenRow[] = await this.db.query(`select ${COLUMNS} from screen where ${condition}`, [...values]);
    const shows = await this.shows.kept(rows.map((row) => row.shows));
    return rows.map((row, i) => ({ ...row, shows: shows[i]! }));
  }
}

const passFor = ({ screenId, name, shows, hideAmounts }: Screen): ScreenPass => ({ screenId, name, shows, hideAmounts });

const UNIQUE_VIOLATION = '23505';

/** For a statement that writes a screen's name. */
export const nameTaken = (name: string | undefined) => (error: unknown) => {
  if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
  throw new Conflict(`name: there is a screen "${name}" already; expected a name that no other screen has`, 'name');
};
