import { type Role, ROLES } from './roles';

/** Who may open which page; the server holds each call against the rule of its own route, which this mirrors. An admin opens all. */
export const MAY_OPEN = {
  boards: ROLES,
  screens: ['team-manager', 'platform'],
  teams: ['team-manager'],
  consultants: ['team-manager'],
  sales: ['consultant', 'agent', 'team-manager'],
  teamSales: ['agent', 'team-manager'],
  runs: ['finance-manager', 'finance-approver', 'management', 'platform'],
  flowVersions: ['platform'],
  invoices: ['finance-manager', 'finance-approver', 'management', 'platform'],
  customers: ['agent', 'team-manager', 'finance-manager', 'finance-approver', 'management'],
  pauses: ['finance-manager', 'finance-approver', 'platform'],
  stuck: ['agent', 'team-manager', 'finance-manager', 'finance-approver', 'platform'],
  prices: ['agent', 'team-manager', 'finance-manager', 'finance-approver', 'management'],
  products: ['agent', 'team-manager', 'finance-manager', 'finance-approver', 'management'],
  settings: ['finance-manager', 'finance-approver', 'management', 'platform'],
  audit: ['finance-manager', 'finance-approver', 'platform'],
  charges: ['finance-manager', 'finance-approver', 'management', 'platform'],
  chargeUpload: ['finance-manager'],
  people: ['admin'],
  tokens: ['admin'],
} as const satisfies Record<string, readonly Role[]>;

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Anybody who has signed in, if not said. */
    readonly mayOpen?: readonly Role[];
  }
}
