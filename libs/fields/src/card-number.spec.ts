import { hasCardNumber } from './card-number';

it.each(['4111111111111111', 'VISA 4111 1111 1111 1111', '5555-5555-5555-4444', '378282246310005'])('%s holds a card number', (text) =>
  expect(hasCardNumber(text)).toBe(true),
);

it.each([
  ['SBX-OK-1', "the sandbox's references"],
  ['57-9-1234567', "the gateway's references"],
  ['4111111111111112', 'a wrong check digit'],
  ['1763700000001', 'a moment in milliseconds'],
  ['41111111111111114111', 'too many digits'],
])('%s does not: %s', (text) => expect(hasCardNumber(text)).toBe(false));
