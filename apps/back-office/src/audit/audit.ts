import type { EntityManager } from 'typeorm';

/** A decision of a person, in the field's words. */
export interface Decision {
  readonly actor: string;
  readonly action:
    | 'charges entered'
    | 'run requested'
    | 'run approved'
    | 'stuck item retried'
    | 'stuck item discarded'
    | 'team created'
    | 'team changed'
    | 'consultant created'
    | 'consultant changed'
    | 'sales imported'
    | 'sale voided'
    | 'revenue adjusted';
  /** The id of the run, stuck item, import, team, consultant or sale it is about. */
  readonly about: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Kept in the transaction of the decision itself: no decision without its row, no row without its decision. */
export async function keepAudit(db: Pick<EntityManager, 'query'>, { actor, action, about, detail = {} }: Decision): Promise<void> {
  await db.query('insert into audit (actor, action, about, detail) values ($1, $2, $3, $4)', [
    actor,
    action,
    about,
    JSON.stringify(detail),
  ]);
}
