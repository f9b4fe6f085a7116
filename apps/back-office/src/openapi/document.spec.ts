import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { EVERYBODY, previewed, rulesOfRoutes } from '@takings/runtime/http';
import { nowhere, renderedDocument } from './preview';

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
    'GET /api/sign-in': true,
    'POST /api/sign-in/demo': true,
    'GET /api/sign-in/oidc': true,
    'GET /api/sign-in/oidc/callback': true,
    'GET /api/session': true,
    'POST /api/sign-out': true,
    'GET /api/people': true,
    'POST /api/people': true,
    'GET /api/people/{id}': true,
    'PATCH /api/people/{id}': true,
    'POST /api/people/{id}/sign-out': true,
    'GET /api/tokens': true,
    'POST /api/tokens': true,
    'POST /api/tokens/{id}/revoke': true,
    'POST /api/charges': true,
    'POST /api/charges/import': true,
    'GET /api/runs': true,
    'POST /api/runs': true,
    'GET /api/runs/{id}': true,
    'POST /api/runs/{id}/approve': true,
    'POST /api/runs/{id}/stop': true,
    'POST /api/runs/{id}/pause': true,
    'POST /api/runs/{id}/resume': true,
    'GET /api/runs/{id}/invoices': true,
    'GET /api/runs/{id}/progress': true,
    'POST /api/runs/{id}/leave-out': true,
    'POST /api/runs/{id}/include': true,
    'POST /api/runs/{id}/invoices/{invoiceId}/leave-out': true,
    'POST /api/runs/{id}/invoices/{invoiceId}/include': true,
    'GET /api/settings/approval': true,
    'PUT /api/settings/approval': true,
    'GET /api/settings/schedule': true,
    'PUT /api/settings/schedule': true,
    'POST /api/settings/schedule/preview': true,
    'GET /api/settings/booking': true,
    'PUT /api/settings/booking': true,
    'GET /api/settings/company': true,
    'PUT /api/settings/company': true,
    'GET /api/settings/mail-texts': true,
    'PUT /api/settings/mail-texts': true,
    'POST /api/settings/mail-texts/preview': true,
    'GET /api/settings/number-series': true,
    'PUT /api/settings/number-series': true,
    'GET /api/settings/connections': true,
    'POST /api/settings/connections/xero/test': true,
    'POST /api/settings/connections/gateway/test': true,
    'POST /api/settings/connections/mail/test': true,
    'GET /api/first-steps': true,
    'GET /api/invoices': true,
    'GET /api/invoices/{id}': true,
    'GET /api/stuck': true,
    'GET /api/stuck/summary': true,
    'GET /api/stuck/{id}': true,
    'GET /api/stuck/{id}/people': true,
    'POST /api/stuck/retry-cause': true,
    'POST /api/stuck/decide': true,
    'POST /api/stuck/{id}/{action}': true,
    'GET /api/settings/stuck': true,
    'PUT /api/settings/stuck': true,
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
    'GET /api/customers': true,
    'POST /api/customers': true,
    'GET /api/customers/{id}': true,
    'PATCH /api/customers/{id}': true,
    'GET /api/products': true,
    'POST /api/products': true,
    'GET /api/products/{id}': true,
    'PATCH /api/products/{id}': true,
    'GET /api/price-lists': true,
    'POST /api/price-lists': true,
    'GET /api/price-lists/in-force': true,
    'POST /api/price-lists/import': true,
    'GET /api/price-lists/{id}': true,
    'GET /api/search': true,
    'GET /api/audit': true,
    'GET /api/audit/choices': true,
    'GET /api/exports': true,
    'POST /api/exports': true,
    'GET /api/exports/{id}': true,
    'GET /api/exports/{id}/file': true,
    'GET /api/sale-flows': true,
    'POST /api/sale-flows': true,
    'GET /api/sale-flows/successors': true,
    'GET /api/sale-flows/time': true,
    'GET /api/sale-flows/{id}': true,
    'POST /api/sale-flows/{id}/commands': true,
    'POST /api/sale-flows/{id}/preview': true,
    'POST /api/sale-flows/{id}/offers': true,
    'GET /api/sale-flows/{id}/history': true,
    'PUT /api/sale-flows/{id}/presence': true,
    'GET /api/flow-definitions': true,
    'POST /api/flow-definitions/{version}/migrate': true,
    'POST /api/flow-definitions/{version}/retire': true,
  });
});

it('says of every route who may use it, and lets in without sign-in only who is about to sign in, and the machine that runs us', async () => {
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
    'SignInController.asDemo',
    'SignInController.fromProvider',
    'SignInController.toProvider',
    'SignInController.ways',
  ]);
});
