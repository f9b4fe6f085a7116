import type { EntityManager } from 'typeorm';
import { type Action, ACTIONS } from './actions';
import { idIn, subjectOf } from './subjects';

/** A decision of a person, in the field's words. */
export interface Decision {
  readonly actor: string;
  readonly action: Action;
  /** The id of the run, stuck item, import, team, consultant, sale, person or API token it is about; `ACTIONS` says of which. */
  readonly about: string;
  /** `what`, `before`, `after` and `because` are shown to people; all of it is searched. Nothing secret. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** The reference of the customer it concerns, where what it is about does not tell. */
  readonly customer?: string;
}

/**
 * Kept in the transaction of the decision itself: no decision without its row, no row without its decision. What it was about is kept as it
 * was called then.
 */
export async function keepAudit(
  db: Pick<EntityManager, 'query'>,
  { actor, action, about, detail = {}, customer }: Decision,
): Promise<void> {
  await db.query(INSERTS[action], [actor, action, about, JSON.stringify(detail), customer ?? null]);
}

/** An invoice that is named beside what it is about says whose it is. */
const OF_INVOICE = `select customer_ref from run_invoice where invoice_id = ${idIn(`($4::jsonb ->> 'invoiceId')`)}`;

const insertOf = (action: Action) => {
  const { called, customer } = subjectOf(ACTIONS[action][1]);
  const whose = [customer?.('$3::text'), OF_INVOICE].filter(Boolean).map((sql) => `(${sql})`);
  return `
    insert into audit (actor, action, about, detail, subject, customer_ref)
    values ($1, $2, $3::text, $4, ${called ? `(${called('$3::text')})` : 'null'}, coalesce($5, ${whose.join(', ')}))`;
};

const INSERTS = Object.fromEntries((Object.keys(ACTIONS) as Action[]).map((action) => [action, insertOf(action)])) as Record<
  Action,
  string
>;
