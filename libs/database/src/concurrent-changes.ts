import { Conflict } from '@takings/runtime';
import type { EntityManager } from 'typeorm';

const UNIQUE_VIOLATION = '23505';

/**
 * What a change to `id` began from. Throws `Conflict` that says who was first, by the app's table `audit`, when another revision than `seen`
 * holds by now.
 */
export async function refuseStale(db: Pick<EntityManager, 'query'>, id: string, revision: number, seen: number | undefined): Promise<void> {
  if (seen === undefined || seen === revision) return;
  const [last]: { actor: string; at: string }[] = await db.query(
    `select actor, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at from audit where about = $1 order by id desc limit 1`,
    [id],
  );
  throw new Conflict(`${last?.actor ?? 'Somebody'} changed this${last ? ` at ${last.at} UTC` : ''}.`);
}

/** For a write that gives a unique name. Throws `taken` when another has it, even if it was given in this very moment. */
export async function uniquely<T>(write: Promise<T>, taken: () => Conflict): Promise<T> {
  try {
    return await write;
  } catch (error) {
    throw (error as { code?: string }).code === UNIQUE_VIOLATION ? taken() : error;
  }
}
