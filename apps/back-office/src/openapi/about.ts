import type { AboutApi } from '@takings/runtime/http';

export const about: AboutApi = {
  at: 'api',
  title: 'Takings back office',
  pageTitle: 'API of the Takings back office',
  description:
    'Teams, consultants, sales, charges, runs, invoices and what waits for a person. Amounts are integer minor units beside an ISO 4217 currency.',
};
