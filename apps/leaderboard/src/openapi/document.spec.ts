import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { EVERYBODY, previewed, rulesOfRoutes } from '@takings/runtime/http';
import { nowhere, renderedDocument } from './preview';

const FILE = resolve(__dirname, '../../../../docs/generated/openapi-leaderboard.json');

it('is the API as it is; if not, run `npm run openapi -w @takings/leaderboard`', async () => {
  expect(await renderedDocument()).toBe(readFileSync(FILE, 'utf8'));
});

it('says of every way in what it is for', async () => {
  const { paths } = JSON.parse(await renderedDocument());
  const operations = Object.entries<Record<string, { summary?: string }>>(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary }]) => [`${method.toUpperCase()} ${path}`, Boolean(summary)] as const),
  );
  expect(operations.filter(([, says]) => !says)).toEqual([]);
  expect(operations.map(([operation]) => operation)).toEqual(
    expect.arrayContaining([
      'GET /api/boards',
      'GET /api/boards/{board}',
      'GET /api/boards/{board}/explain',
      'GET /api/boards/{board}/collected',
      'GET /api/boards/{board}/minutes',
    ]),
  );
});

it('says of every route who may use it, and lets in without sign-in only devices that ask for a code, and the machine that runs us', async () => {
  const rules = [...rulesOfRoutes(await previewed(nowhere()))];
  expect(rules.filter(([, may]) => may === undefined)).toEqual([]);
  expect(
    rules
      .filter(([, may]) => may === EVERYBODY)
      .map(([route]) => route)
      .sort(),
  ).toEqual([
    'HealthController.health',
    'HealthController.metrics',
    'HealthController.ready',
    'ScreensController.codeState',
    'ScreensController.newCode',
  ]);
});
