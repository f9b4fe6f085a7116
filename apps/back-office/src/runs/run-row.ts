import type { DataOf, RunGathered } from '@takings/contracts';

/** As the table has it, days as text. */
export interface RunRow {
  readonly run_id: string;
  readonly run_on: string;
  readonly requested_by: string;
  readonly requested_at: Date;
  readonly charges_entered: number;
  readonly approved_by: string | null;
  readonly approved_at: Date | null;
  readonly gathered: DataOf<typeof RunGathered> | null;
  readonly issued_invoices: number | null;
}

export const RUN_COLUMNS =
  'run_id, run_on::text, requested_by, requested_at, charges_entered, approved_by, approved_at, gathered, issued_invoices';
