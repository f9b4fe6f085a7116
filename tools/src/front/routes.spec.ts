import { appOf } from './routes';

it.each([
  ['/api', 'back-office'],
  ['/api/runs/1', 'back-office'],
  ['/api/boards/floor', 'leaderboard'],
  ['/api/screens', 'leaderboard'],
  ['/socket.io/', 'leaderboard'],
  ['/sandbox/mail', 'sandbox'],
  ['/apiary', undefined],
  ['/', undefined],
])('%s is answered by %s', (path, app) => expect(appOf(path)).toBe(app));
