import { z } from 'zod';
import { appSettings, BadConfig, brokerSettings, databaseSettings, loadConfig } from './config';

const all = { ...appSettings, ...databaseSettings, ...brokerSettings, SECRET: z.string().min(8).describe('a secret of 8 signs or more') };
const good = { DATABASE_URL: 'postgres://u@h/d', AMQP_URL: 'amqp://h', SECRET: '12345678' };

describe('the configuration', () => {
  it('lists every fault at once, with the variable and what is expected', () => {
    const load = () => loadConfig(all, { AMQP_URL: 'http://h', PORT: 'x', RETRY_DELAYS_MS: 'soon' });
    expect(load).toThrow(BadConfig);
    for (const words of [
      'DATABASE_URL is missing; expected a PostgreSQL URL',
      'AMQP_URL is wrong; expected an AMQP URL',
      'PORT is wrong; expected the port',
      'RETRY_DELAYS_MS is wrong; expected how long',
      'SECRET is missing; expected a secret',
    ])
      expect(load).toThrow(words);
  });

  it('never repeats a wrong value, which may be a secret', () => {
    expect(() => loadConfig(all, { ...good, SECRET: 'hunter2' })).toThrow(expect.not.stringContaining('hunter2') as never);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig(all, { ...good, LOG_LEVEL: '' }).LOG_LEVEL).toBe('info');
  });

  it('reads lists', () => {
    expect(loadConfig(all, { ...good, RETRY_DELAYS_MS: '1,20', STAGES: 'a,b' })).toMatchObject({
      RETRY_DELAYS_MS: [1, 20],
      STAGES: ['a', 'b'],
    });
  });

  it.each(Object.entries(all))('%s says what is expected', (_, setting) => expect(setting.description).toBeTruthy());
});
