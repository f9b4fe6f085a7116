import type { EntityManager } from 'typeorm';

/** A decision of a person, in the field's words. */
export interface Decision {
  readonly actor: string;
  readonly action:
    | 'charges entered'
    | 'run requested'
    | 'run approved'
    | 'invoice left out'
    | 'invoice included'
    | 'run paused'
    | 'run resumed'
    | 'run stopped'
    | 'setting changed'
    | 'stuck item retried'
    | 'stuck item discarded'
    | 'stuck item discarding asked for'
    | 'stuck item kept'
    | 'stuck item given'
    | 'stuck item taken'
    | 'stuck item noted'
    | 'stuck items retried'
    | 'work paused'
    | 'work resumed'
    | 'customer paused'
    | 'pause of customer ended'
    | 'team created'
    | 'team changed'
    | 'consultant created'
    | 'consultant changed'
    | 'sales imported'
    | 'sale voided'
    | 'revenue adjusted'
    | 'look-up typed in'
    | 'sale repriced'
    | 'seller changed'
    | 'sale handed over'
    | 'sale taken over'
    | 'sale given up'
    | 'sales moved to another flow'
    | 'flow retired'
    | 'customer created'
    | 'customer changed'
    | 'product created'
    | 'product changed'
    | 'price list entered'
    | 'signed in'
    | 'signed out'
    | 'sign-in refused'
    | 'access refused'
    | 'person created'
    | 'person changed'
    | 'sessions ended'
    | 'API token made'
    | 'API token revoked'
    | 'list export asked for'
    | 'list downloaded';
  /** The id of the run, stuck item or cause, import, team, consultant, sale, person or API token it is about. */
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
