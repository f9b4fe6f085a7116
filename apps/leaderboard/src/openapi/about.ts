import type { AboutApi } from '@takings/runtime/http';

export const about: AboutApi = {
  at: 'api/leaderboard',
  title: 'Takings leaderboard',
  pageTitle: 'API of the Takings leaderboard',
  description: 'Rankings of consultants, and the screens that show them. Amounts are integer minor units beside an ISO 4217 currency.',
};
