import { loadConfig } from '@takings/runtime';
import { settings } from './config';

const given = {
  DATABASE_URL: 'postgres://localhost/takings',
  AMQP_URL: 'amqp://localhost',
  XERO_CLIENT_ID: 'id',
  XERO_CLIENT_SECRET: 'secret',
  XERO_REVENUE_ACCOUNT: '200',
  XERO_CLEARING_ACCOUNT: '090',
};

it('goes to the real Xero unless told otherwise', () => {
  const config = loadConfig(settings, given);
  expect(config.XERO_API_URL).toBe('https://api.xero.com/api.xro/2.0');
  expect(config.XERO_TOKEN_URL).toBe('https://identity.xero.com/connect/token');
  expect(config.XERO_TAX_TYPES.get('20')).toBe('OUTPUT2');
});

it('starts without credentials and accounts, which the console names as missing, and has no default for them', () => {
  const config = loadConfig(settings, { DATABASE_URL: given.DATABASE_URL, AMQP_URL: given.AMQP_URL });
  const { XERO_CLIENT_ID, XERO_CLIENT_SECRET, XERO_REVENUE_ACCOUNT, XERO_CLEARING_ACCOUNT } = config;
  expect([XERO_CLIENT_ID, XERO_CLIENT_SECRET, XERO_REVENUE_ACCOUNT, XERO_CLEARING_ACCOUNT]).toEqual(Array(4).fill(undefined));
});

it('says what is expected of tax types', () =>
  expect(() => loadConfig(settings, { ...given, XERO_TAX_TYPES: '20:OUTPUT2' })).toThrow(/XERO_TAX_TYPES is wrong; expected .*20=OUTPUT2/));
