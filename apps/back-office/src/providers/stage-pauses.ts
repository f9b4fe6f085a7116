import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface Pause {
  readonly reason: string;
  /** When the stage tries again. */
  readonly until: string;
}
export type Pauses = ReadonlyMap<string, Pause>;

const RECENT_MS = 1000;

/**
 * Which stages wait for what they depend on, as the facts about them tell. One whose time has come is tried again right now, and left out:
 * either it goes on, or the next pause is told in a moment. So is one whose process ended while it was paused.
 */
@Injectable()
export class StagePauses {
  private kept?: { readonly pauses: Promise<Pauses>; readonly at: number };

  constructor(private readonly db: DataSource) {}

  /** By stage. */
  now(): Promise<Pauses> {
    const pauses = this.read();
    this.kept = { pauses, at: performance.now() };
    pauses.catch(() => (this.kept = undefined));
    return pauses;
  }

  /** As they were a second ago at most: for what is answered a thousand times a second. */
  recent(): Promise<Pauses> {
    return this.kept && performance.now() - this.kept.at < RECENT_MS ? this.kept.pauses : this.now();
  }

  private async read(): Promise<Pauses> {
    const rows: { stage: string; reason: string; until: Date }[] = await this.db.query(
      `select stage, reason, until from stage_pause where until > now() and paused_at > coalesce(resumed_at, '-infinity')`,
    );
    return new Map(rows.map(({ stage, reason, until }) => [stage, { reason, until: until.toISOString() }]));
  }
}
