import { appOf } from './routes';

it.each([
  ['/api', 'back-office'],
  ['/api/runs/1', 'back-office'],
  ['/sandbox/mail', 'sandbox'],
  ['/apiary', undefined],
  ['/', undefined],
])('%s is answered by %s', (path, app) => expect(appOf(path)).toBe(app));
