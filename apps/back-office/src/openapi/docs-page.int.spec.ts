/** @servers any: a page of the document. */
import { RunningBackOffice } from '../testing/running-back-office';

let office: RunningBackOffice;

beforeAll(async () => {
  office = await RunningBackOffice.start();
});
afterAll(() => office?.close());

it('is a page with all that it needs, from its own origin', async () => {
  const page = await fetch(`${office.url}/api/docs`);
  const html = await page.text();
  expect(html).toContain('<title>API of the Takings back office</title>');
  const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, at]) => new URL(at!, page.url));
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) {
    expect(part.origin).toBe(office.url);
    expect((await fetch(part)).status).toBe(200);
  }
  const script = await (await fetch(`${office.url}/api/docs/swagger-ui-init.js`)).text();
  expect(script).toContain('/api/charges/import');
  // Calls that are tried go as whoever has signed in.
  expect(script).toMatch(/requestInterceptor.*withCsrfToken/s);
});

it('is where the bare address leads', async () => {
  const { status, headers } = await fetch(`${office.url}/api`, { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([302, '/api/docs']);
});
