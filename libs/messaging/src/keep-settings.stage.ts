import { type App, type DataOf, type Fact, keepSettings } from '@takings/contracts';
import type { EntityManager } from 'typeorm';
import type { KeptSettings } from './kept-settings';
import type { Done, Stage } from './stage';

type Setting = Fact;
type Told = DataOf<Fact> & { readonly setting: string; readonly revision: number };

/** Keeps the settings that its app goes by. Safe to repeat, and in any order: the highest revision holds. */
export class KeepSettings implements Stage<Setting> {
  readonly name: string;

  constructor(
    app: App,
    readonly takes: readonly Setting[],
    private readonly kept: KeptSettings,
  ) {
    this.name = keepSettings(app);
  }

  key = (data: DataOf<Setting>) => `${this.name}:${(data as Told).setting}:${(data as Told).revision}`;

  async recordAll(fresh: Done<Setting>[], db: EntityManager) {
    const highest = new Map<string, Told>();
    for (const { data, event } of fresh) {
      const { name } = this.takes.find(({ type }) => type === event.type)!;
      const told = data as Told;
      if (told.revision > (highest.get(name)?.revision ?? 0)) highest.set(name, told);
    }
    // In the order of their names, or two workers would wait for each other.
    const names = [...highest.keys()].sort();
    await db.query(KEEP, [names, names.map((name) => highest.get(name)!.revision), names.map((name) => JSON.stringify(highest.get(name)))]);
    return fresh.map(() => []);
  }

  recorded() {
    this.kept.lookAgain();
  }
}

const KEEP = `
  insert into kept_setting (name, revision, value)
  select name, revision, value::jsonb from unnest($1::text[], $2::int[], $3::text[]) told(name, revision, value)
  on conflict (name) do update set revision = excluded.revision, value = excluded.value, kept_at = now()
  where excluded.revision > kept_setting.revision`;
