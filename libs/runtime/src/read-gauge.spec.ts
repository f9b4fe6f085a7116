import { Logger } from '@nestjs/common';
import { register } from 'prom-client';
import { ReadGauge } from './read-gauge';

const shown = async (name: string) => (await register.getSingleMetricAsString(name)).split('\n').filter((line) => line.startsWith(name));

beforeAll(() => Logger.overrideLogger(false));

it('is read anew each time', async () => {
  let value = 1;
  new ReadGauge('test_age_seconds', 'An age').from(async () => [{ value: value++ }]);
  expect(await shown('test_age_seconds')).toEqual(['test_age_seconds 1']);
  expect(await shown('test_age_seconds')).toEqual(['test_age_seconds 2']);
});

it('tells 0 of a series that is no more', async () => {
  let readings = [
    { value: 5, labels: { currency: 'GBP' } },
    { value: 7, labels: { currency: 'EUR' } },
  ];
  new ReadGauge('test_money_minor', 'Money', ['currency']).from(async () => readings);
  await shown('test_money_minor');
  readings = [{ value: 6, labels: { currency: 'EUR' } }];
  expect(await shown('test_money_minor')).toEqual(['test_money_minor{currency="GBP"} 0', 'test_money_minor{currency="EUR"} 6']);
});

it('leaves out what cannot be read, and the other metrics with it are told', async () => {
  let away = false;
  new ReadGauge('test_away_seconds', 'An age').from(async () => {
    if (away) throw new Error('the database is away');
    return [{ value: 3 }];
  });
  expect(await shown('test_away_seconds')).toEqual(['test_away_seconds 3']);
  away = true;
  expect(await shown('test_away_seconds')).toEqual([]);
  await expect(register.metrics()).resolves.toContain('test_age_seconds');
  away = false;
  expect(await shown('test_away_seconds')).toEqual(['test_away_seconds 3']);
});
