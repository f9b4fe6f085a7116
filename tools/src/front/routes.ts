/** The first part of a path says which app answers; the first that fits counts. */
const ROUTES: readonly (readonly [string, string])[] = [
  ['/api/boards', 'leaderboard'],
  ['/api/screens', 'leaderboard'],
  ['/api/leaderboard', 'leaderboard'],
  ['/socket.io', 'leaderboard'],
  ['/api/invoice-mails', 'invoice-mailer'],
  ['/api/notices', 'notifier'],
  ['/api', 'back-office'],
  ['/sandbox', 'sandbox'],
];

export function appOf(path: string): string | undefined {
  return ROUTES.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))?.[1];
}
