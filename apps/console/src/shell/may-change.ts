import type { Role } from './roles';

/** Who may change what a page shows; the server holds each call against the rule of its own route, which this mirrors. */
export const MAY_CHANGE = {
  runs: ['finance-manager'],
  customers: ['agent', 'team-manager', 'finance-manager'],
  charges: ['finance-manager'],
  connector: ['finance-manager', 'platform'],
  products: ['finance-manager', 'management'],
  prices: ['finance-manager', 'management'],
  settings: ['finance-manager'],
  connections: ['finance-manager', 'platform'],
} as const satisfies Record<string, readonly Role[]>;
