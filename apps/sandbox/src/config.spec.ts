import { loadConfig } from '@takings/runtime';
import { settings } from './config';

const DATABASE_URL = 'postgres://takings@127.0.0.1:5432/takings';

it('needs a database and nothing else', () => {
  expect(loadConfig(settings, { DATABASE_URL })).toMatchObject({ SANDBOX_XERO_MINUTE_LIMIT: 60, SANDBOX_XERO_CONCURRENT_LIMIT: 5 });
});

it('refuses to start in production', () => {
  expect(() => loadConfig(settings, { DATABASE_URL, NODE_ENV: 'production' })).toThrow(
    /NODE_ENV is wrong; expected .*refuses to start in production/,
  );
});
