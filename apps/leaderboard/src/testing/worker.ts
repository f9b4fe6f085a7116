import { dataSourceOptions, migrateSchema } from '@takings/database';
import { messagingMigrations } from '@takings/messaging';
import { DataSource } from 'typeorm';
import type { BoardChange } from '../boards/board-change';
import { BoardFeed } from '../boards/board-feed';
import type { BoardRules } from '../boards/board-rules';
import { CreateBoards1763700000001 } from '../boards/create-boards.migration';
import { LiveBoards } from '../boards/live-boards';
import { StandingRows } from '../boards/standing-rows';
import type { Clock } from '../clock';
import { BoardRows } from '../rank-seller/board-rows';
import { CollectedRows } from '../rank-seller/collected-rows';
import { CreateCollected1763700000003 } from '../rank-seller/create-collected.migration';
import { EntryRows } from '../rank-seller/entry-rows';
import { RankSeller } from '../rank-seller/rank-seller.stage';
import { RankingsInMemory } from '../rank-seller/rankings-in-memory';
import type { Entry } from '../ranking/entry';
import { TEAMS } from '../ranking/testing/histories';
import { CreateRoster1763700000002 } from '../track-roster/create-roster.migration';
import { Roster } from '../track-roster/roster';
import { doneOf } from './entry-facts';

/** How a batch ends: well; as a crash before the commit ends it; or as one after it does, before anybody is told. */
export type End = 'well' | 'rolled back' | 'not told';

/** One process of the app as far as rankings go: a connection and a memory of its own, and no broker. */
export class Worker {
  readonly told: BoardChange[] = [];
  readonly boards: LiveBoards;
  readonly standings: StandingRows;
  private stage: RankSeller;

  private constructor(
    readonly db: DataSource,
    private readonly rules: BoardRules,
    private readonly clock: Clock,
  ) {
    this.stage = this.restart();
    this.standings = new StandingRows(rules, db);
    this.boards = new LiveBoards(db, rules, clock, new Roster(db), this.standings);
  }

  static async on(url: string, rules: BoardRules, clock: Clock): Promise<Worker> {
    const migrations = [...messagingMigrations, CreateBoards1763700000001, CreateRoster1763700000002, CreateCollected1763700000003];
    const schema = { app: 'leaderboard', url, entities: [], migrations };
    await migrateSchema(schema);
    return new Worker(await new DataSource({ ...dataSourceOptions(schema), poolSize: 3 }).initialize(), rules, clock);
  }

  /** One natural batch. */
  async take(batch: readonly Entry[], all: readonly Entry[], end: End = 'well'): Promise<void> {
    const undone = new Error('rolled back');
    const work = this.db.transaction(async (db) => {
      await this.stage.recordAll(
        batch.map((entry) => doneOf(entry, all)),
        db,
      );
      if (end === 'rolled back') throw undone;
    });
    await work.catch((error) => {
      if (error !== undone) throw error;
    });
    if (end === 'well') this.stage.recorded();
  }

  /** As a process that has just started, with nothing in memory. */
  restart(): RankSeller {
    const { rules, clock } = this;
    this.told.length = 0;
    const feed = new BoardFeed();
    feed.subscribe((changes) => this.told.push(...changes));
    const entries = new EntryRows(rules);
    const memory = new RankingsInMemory(rules, entries);
    this.stage = new RankSeller(rules, clock, new BoardRows(rules), entries, memory, new CollectedRows(), feed);
    return this.stage;
  }

  /** No entry yet; the teams of `histories` are known. */
  async empty() {
    for (const table of ['entry', 'board', 'board_change', 'team']) await this.db.query(`delete from ${table}`);
    for (const { teamId, team, zone } of TEAMS) {
      await this.db.query(
        `insert into team (team_id, revision, name, display_name, time_zone, target_minor, currency, active)
         values ($1, 1, $2, 'The ' || $2 || 's', $3, 300, 'GBP', true)`,
        [teamId, team, zone],
      );
    }
  }

  close() {
    return this.db.destroy();
  }
}
