import type { DataOf, RunGathered } from '@takings/contracts';
import type { EntityManager } from 'typeorm';
import type { RunRow } from './run-row';

type Query = Pick<EntityManager, 'query'>;
export type Total = DataOf<typeof RunGathered>['totals'][number];

/** What was left out of a run in one currency. */
export interface LeftOut extends Total {
  readonly runId: string;
  readonly charges: number;
  readonly withoutCard: number;
}

export function leftOutOf(db: Query, runIds: readonly string[]): Promise<LeftOut[]> {
  return db.query(
    `select run_id as "runId", currency, count(*)::int as invoices, sum(lines)::int as charges, (count(*) filter (where not has_card))::int as "withoutCard",
       sum(net_minor)::float8 as "netMinor", sum(vat_minor)::float8 as "vatMinor", sum(total_minor)::float8 as "totalMinor"
     from run_invoice where run_id = any($1) and left_out_at is not null group by 1, 2 order by 2`,
    [runIds],
  );
}

/** What a run comes to as it stands: what was gathered without what was left out. */
export interface Standing {
  readonly invoices: number;
  readonly charges: number;
  readonly withoutCard: number;
  /** Currencies of which nothing is left are not among them. */
  readonly totals: readonly Total[];
}

export function standingOf({ gathered }: Pick<RunRow, 'gathered'>, leftOut: readonly LeftOut[]): Standing {
  const without = (field: 'invoices' | 'charges' | 'withoutCard') =>
    (gathered?.[field] ?? 0) - leftOut.reduce((sum, one) => sum + one[field], 0);
  const totals = (gathered?.totals ?? []).map((total) => {
    const out = leftOut.find(({ currency }) => currency === total.currency);
    if (!out) return total;
    return {
      currency: total.currency,
      invoices: total.invoices - out.invoices,
      netMinor: total.netMinor - out.netMinor,
      vatMinor: total.vatMinor - out.vatMinor,
      totalMinor: total.totalMinor - out.totalMinor,
    };
  });
  return {
    invoices: without('invoices'),
    charges: without('charges'),
    withoutCard: without('withoutCard'),
    totals: totals.filter(({ invoices }) => invoices > 0),
  };
}

export interface Approval {
  readonly runId: string;
  readonly personId: string;
  readonly name: string;
  readonly at: Date;
}

export function approvalsOf(db: Query, runIds: readonly string[]): Promise<Approval[]> {
  return db.query('select run_id as "runId", person_id as "personId", name, at from run_approval where run_id = any($1) order by at', [
    runIds,
  ]);
}

/** Invoices of each run that go out and have something unusual about them, and credits. */
export async function unusualIn(db: Query, runIds: readonly string[]): Promise<Map<string, number>> {
  const rows: { run_id: string; unusual: number }[] = await db.query(
    `select run_id, count(*)::int as unusual from run_invoice
     where run_id = any($1) and cardinality(anomalies) > 0 and left_out_at is null group by 1`,
    [runIds],
  );
  return new Map(rows.map(({ run_id, unusual }) => [run_id, unusual]));
}
