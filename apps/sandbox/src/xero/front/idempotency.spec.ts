import { fingerprintOf, KEY_MEMORY_MS, refusalOfKey, replay } from './idempotency';

const firstAt = new Date('2026-11-21T10:00:00Z');
const after = (ms: number) => new Date(firstAt.getTime() + ms);
const answer = { status: 200, body: { Invoices: [] } };
const fingerprint = fingerprintOf('PUT', '/Invoices', '{}');
const remembered = { fingerprint, firstAt, answer };

it('gives the first answer again to the same request', () => {
  expect(replay('k', remembered, fingerprint, after(1000))).toBe(answer);
});

it('remembers errors too, so that the same key cannot heal a 500', () => {
  const failed = { ...remembered, answer: { status: 500 } };
  expect(replay('k', failed, fingerprint, after(1000))?.status).toBe(500);
});

it('refuses another request under the same key', () => {
  const other = fingerprintOf('PUT', '/Invoices', '{"Invoices":[]}');
  expect(replay('k', remembered, other, after(1000))).toMatchObject({
    status: 400,
    body: { Message: "The idempotency key 'k' is used with a different request." },
  });
});

it('forgets the key six minutes after the first call, whatever came between', () => {
  expect(replay('k', remembered, fingerprint, after(KEY_MEMORY_MS - 1))).toBe(answer);
  expect(replay('k', remembered, fingerprint, after(KEY_MEMORY_MS))).toBeNull();
});

it.each([
  ['', 400],
  ['   ', 400],
  ['k'.repeat(129), 400],
  ['k'.repeat(128), undefined],
])('answers the key %p with %p', (key, status) => {
  expect(refusalOfKey(key)?.status).toBe(status);
});

it('tells method, address and body apart', () => {
  const prints = [
    fingerprintOf('PUT', '/a', 'b'),
    fingerprintOf('POST', '/a', 'b'),
    fingerprintOf('PUT', '/a?x', 'b'),
    fingerprintOf('PUT', '/a', 'c'),
  ];
  expect(new Set(prints).size).toBe(4);
});
