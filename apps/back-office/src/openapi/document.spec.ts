import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { renderedDocument } from './preview';

const FILE = resolve(__dirname, '../../../../docs/generated/openapi.json');

it('is the API as it is; if not, run `npm run openapi -w @takings/back-office`', async () => {
  expect(await renderedDocument()).toBe(readFileSync(FILE, 'utf8'));
});

it('names every way in, and says what each is for', async () => {
  const { paths } = JSON.parse(await renderedDocument());
  const operations = Object.entries<Record<string, { summary?: string }>>(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary }]) => [`${method.toUpperCase()} ${path}`, Boolean(summary)]),
  );
  expect(Object.fromEntries(operations)).toEqual({
    'POST /api/charges': true,
    'POST /api/charges/import': true,
    'GET /api/runs': true,
    'POST /api/runs': true,
    'GET /api/runs/{id}': true,
    'POST /api/runs/{id}/approve': true,
    'GET /api/invoices': true,
    'GET /api/invoices/{id}': true,
    'GET /api/stuck': true,
    'GET /api/stuck/summary': true,
    'GET /api/stuck/{id}': true,
    'POST /api/stuck/{id}/{action}': true,
    'GET /api/teams': true,
    'POST /api/teams': true,
    'GET /api/teams/{id}': true,
    'PATCH /api/teams/{id}': true,
    'GET /api/consultants': true,
    'POST /api/consultants': true,
    'GET /api/consultants/{id}': true,
    'PATCH /api/consultants/{id}': true,
    'GET /api/sales': true,
    'POST /api/sales': true,
    'POST /api/sales/import': true,
    'GET /api/sales/{id}': true,
    'POST /api/sales/{id}/void': true,
    'POST /api/adjustments': true,
    'GET /api/credits': true,
  });
});
