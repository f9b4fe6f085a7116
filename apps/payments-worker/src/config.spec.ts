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
  it('starts without credentials, which the console names as missing, and has no default for them', () => {
    const { ST_ALIAS, ST_PASSWORD, ST_SITE_REFERENCE } = loadConfig(settings, {
      DATABASE_URL: given.DATABASE_URL,
      AMQP_URL: given.AMQP_URL,
    });
    expect([ST_ALIAS, ST_PASSWORD, ST_SITE_REFERENCE]).toEqual(['', '', '']);
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
