import { Injectable } from '@nestjs/common';
import type { DataOf, Fact } from '@takings/contracts';
import { DataSource, type EntityManager } from 'typeorm';

/** How old a setting may be that is read for each call to the outside; what was taken in this process counts at once. */
const RECENT_MS = 1000;

/** The settings that people made in the back office and this app goes by, each as it was told last. */
@Injectable()
export class KeptSettings {
  private readonly read = new Map<string, { readonly value: Promise<unknown>; readonly at: number }>();

  constructor(private readonly db: DataSource) {}

  /** Undefined while nobody has set it. In the caller's transaction where one is given. */
  async of<F extends Fact>({ name }: F, db: Pick<EntityManager, 'query'> = this.db): Promise<DataOf<F> | undefined> {
    const [row]: { value: DataOf<F> }[] = await db.query('select value from kept_setting where name = $1', [name]);
    return row?.value;
  }

  /** As `of`, a second old at most where another process took the change: for what is asked a thousand times a second. */
  recent<F extends Fact>(fact: F): Promise<DataOf<F> | undefined> {
    const known = this.read.get(fact.name);
    if (known && performance.now() - known.at < RECENT_MS) return known.value as Promise<DataOf<F> | undefined>;
    const value = this.of(fact);
    this.read.set(fact.name, { value, at: performance.now() });
    value.catch(() => this.read.delete(fact.name));
    return value;
  }

  /** What was read before counts no more. */
  lookAgain() {
    this.read.clear();
  }
}
