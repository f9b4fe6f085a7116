import type { EntityManager } from 'typeorm';

/** What a person decided about a screen. */
export interface Decision {
  readonly actor: string;
  readonly action: 'screen paired' | 'screen changed' | 'screen withdrawn';
  readonly screenId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Kept in the transaction of the decision itself: no decision without its row, no row without its decision. */
export async function keepAudit(db: Pick<EntityManager, 'query'>, { actor, action, screenId, detail }: Decision): Promise<void> {
  await db.query('insert into audit (actor, action, about, detail) values ($1, $2, $3, $4)', [
    actor,
    action,
    screenId,
    JSON.stringify(detail),
  ]);
}
