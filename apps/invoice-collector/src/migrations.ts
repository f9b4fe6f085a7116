import { CreateRuns1763700000002 } from './gather-run/create-runs.migration';
import { GateRuns1763700000004 } from './gather-run/gate-runs.migration';
import { PauseCustomers1763700000440 } from './gather-run/pause-customers.migration';
import { CreateCharges1763700000001 } from './note-charge/create-charges.migration';
import { WithdrawCharges1763700000003 } from './note-charge/withdraw-charges.migration';

/** In the order they were released. */
export const migrations = [
  CreateCharges1763700000001,
  CreateRuns1763700000002,
  WithdrawCharges1763700000003,
  GateRuns1763700000004,
  PauseCustomers1763700000440,
];
