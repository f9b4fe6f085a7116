import { loadConfig } from '@takings/runtime';
import { settings } from './config';

const given = {
  DATABASE_URL: 'postgres://localhost/takings',
  AMQP_URL: 'amqp://localhost',
  ST_ALIAS: 'ws@acme.example',
  ST_PASSWORD: 'secret',
  ST_SITE_REFERENCE: 'test_acme90210',
};

describe('the configuration', () => {
  it('names every credential that is missing, as none has a default', () => {
    const without = () => loadConfig(settings, { DATABASE_URL: given.DATABASE_URL, AMQP_URL: given.AMQP_URL });
    expect(without).toThrow(/ST_ALIAS is missing[\s\S]*ST_PASSWORD is missing[\s\S]*ST_SITE_REFERENCE is missing/);
  });

  it('speaks to the real gateway, waits longer than it does, and asks after one, five, fifteen and sixty minutes', () => {
    expect(loadConfig(settings, given)).toMatchObject({
      SECURE_TRADING_URL: 'https://webservices.securetrading.net/json/',
      ST_TIMEOUT_MS: 70_000,
      ASK_AFTER_MS: [60_000, 300_000, 900_000, 3_600_000],
      ASK_EVERYTHING_FIRST: false,
      CARDS_AT_ONCE: 50,
    });
  });
});
