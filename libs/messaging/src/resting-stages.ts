import { setTimeout as wait } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { EVERYTHING, PAUSABLE } from '@takings/contracts';
import type { DataSource } from 'typeorm';
import type { Intake } from './intake';
import { pausable } from './pauses';

const AGAIN_MS = 500;
const WORK = [...PAUSABLE, EVERYTHING].map(pausable.work);

/**
 * Which stages people have paused, as the app's rows say. A process knows it before its first fact is taken, and looks again every so often:
 * the fact that says so comes to one process of the app alone.
 */
export class RestingStages {
  private readonly log = new Logger('pauses');
  private timer?: NodeJS.Timeout;
  private looking?: Promise<void>;
  private stopped = false;

  constructor(
    private readonly db: DataSource,
    private readonly intakes: () => readonly Intake[],
    private readonly everyMs: number,
  ) {}

  /** Resolves when it is known what is paused. */
  async start(): Promise<void> {
    while (!this.stopped && !(await this.known())) await wait(AGAIN_MS);
    if (!this.stopped) this.timer = setInterval(() => void this.known(), this.everyMs).unref();
  }

  stop() {
    this.stopped = true;
    clearInterval(this.timer);
  }

  /** False when the database could not be asked: then everything stays as it is. */
  async known(): Promise<boolean> {
    try {
      this.looking ??= this.look().finally(() => (this.looking = undefined));
      await this.looking;
      return true;
    } catch (error) {
      this.log.warn(`what is paused cannot be read now: ${(error as Error).message}`);
      return false;
    }
  }

  private async look() {
    const rows: { what: string }[] = await this.db.query('select what from paused where paused and what = any($1)', [WORK]);
    const paused = new Set(rows.map(({ what }) => what));
    const isPaused = (stage: string) => paused.has(pausable.work(stage)) || paused.has(pausable.work(EVERYTHING));
    for (const intake of this.intakes()) {
      const { name } = intake.stage;
      await intake.rest(PAUSABLE.includes(name) && isPaused(name));
    }
  }
}
