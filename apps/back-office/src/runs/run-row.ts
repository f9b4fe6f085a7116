import type { DataOf, RunGathered } from '@takings/contracts';

/** As the table has it, days as text. */
export interface RunRow {
  readonly run_id: string;
  readonly run_on: string;
  readonly requested_by: string;
  readonly requested_by_id: string | null;
  readonly requested_at: Date;
  readonly period: string | null;
  readonly charges_entered: number;
  readonly version: number;
  readonly decisions: number;
  readonly turns: number;
  readonly proposed: number;
  readonly ready_at: Date | null;
  readonly approved_by: string | null;
  readonly approved_at: Date | null;
  readonly paused_by: string | null;
  readonly paused_at: Date | null;
  readonly stopped_by: string | null;
  readonly stopped_at: Date | null;
  readonly stop_because: string | null;
  readonly stop_asked_by: string | null;
  readonly stop_asked_by_id: string | null;
  readonly stop_asked_at: Date | null;
  readonly cut_short_at: Date | null;
  readonly gathered: DataOf<typeof RunGathered> | null;
  readonly issued_invoices: number | null;
}

export const RUN_COLUMNS = `run_id, run_on::text, requested_by, requested_by_id, requested_at, period, charges_entered, version, decisions, turns, proposed,
  ready_at, approved_by, approved_at, paused_by, paused_at, stopped_by, stopped_at, stop_because, stop_asked_by, stop_asked_by_id, stop_asked_at, cut_short_at, gathered, issued_invoices`;
