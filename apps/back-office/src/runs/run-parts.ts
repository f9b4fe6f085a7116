import type { Provider } from '@nestjs/common';
import { ApprovalController } from './approval/approval.controller';
import { ApprovalSettings } from './approval/approval-settings';
import { HandworkController } from './handwork/handwork.controller';
import { HandworkSaved } from './handwork/handwork-saved';
import { GateRuns1763700000071 } from './gate-runs.migration';
import { ProposedInvoices } from './proposed-invoices';
import { RunCounts } from './run-counts';
import { RunDecisions } from './run-decisions';
import { RunGate } from './run-gate';
import { RunInvoices } from './run-invoices';
import { RunTallies } from './run-tallies';
import { RunViews } from './run-views';
import { RunProgressWords } from './run-words';
import { Runs } from './runs';
import { RunsController } from './runs.controller';
import { KeepRunTallies1763700000422, WatchInvoices1763700000420, WatchRuns1763700000421 } from './watch-runs.migration';
import { CreateSettings1763700000070 } from '../settings/create-settings.migration';
import { LaterServers } from './schedule/later';
import { ScheduleClock } from './schedule/schedule-clock';
import { CompanyTimeZone, ScheduleSettings } from './schedule/schedule-settings';
import { ScheduleController } from './schedule/schedule.controller';
import { ScheduledRuns } from './schedule/scheduled-runs';
import { TrackProposal } from './track-proposal.stage';
import { TrackRun } from './track-run.stage';

interface RunConfig {
  readonly DATABASE_URL: string;
  readonly REDIS_URL?: string;
  readonly TEAM_TIME_ZONE: string;
}

/** Runs with a gate, and their schedule. */
export const runParts = {
  stages: [TrackRun, TrackProposal],
  migrations: [
    CreateSettings1763700000070,
    GateRuns1763700000071,
    WatchInvoices1763700000420,
    WatchRuns1763700000421,
    KeepRunTallies1763700000422,
  ],
  controllers: [RunsController, ApprovalController, ScheduleController, HandworkController],
  providers: [
    ApprovalSettings,
    RunGate,
    RunDecisions,
    Runs,
    RunCounts,
    RunTallies,
    RunViews,
    HandworkSaved,
    RunProgressWords,
    ProposedInvoices,
    RunInvoices,
    ScheduleSettings,
    ScheduledRuns,
    ScheduleClock,
  ],
  /** Those that the configuration makes. */
  configured: (config: RunConfig): Provider[] => [
    { provide: LaterServers, useValue: new LaterServers(config.DATABASE_URL, config.REDIS_URL) },
    { provide: CompanyTimeZone, useValue: new CompanyTimeZone(config.TEAM_TIME_ZONE) },
  ],
};
