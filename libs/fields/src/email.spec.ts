import { readEmail } from './email';

it.each([
  ['accounts@example.com', 'accounts@example.com'],
  ["o'neil+cards@mail.example.co.uk", "o'neil+cards@mail.example.co.uk"],
  ['post@müller.de', 'post@xn--mller-kva.de'],
  ['post@MÜLLER.DE', 'post@xn--mller-kva.de'],
  ['a@例え.テスト', 'a@xn--r8jz45g.xn--zckzah'],
])('%s is written %s', (text, address) => {
  expect(readEmail(text)).toEqual({ address });
});

it.each([
  ['jürgen@example.com', 'before the @'],
  ['', 'not an e-mail address'],
  ['@example.com', 'not an e-mail address'],
  ['a@', 'not an e-mail address'],
  ['a.example.com', 'not an e-mail address'],
  ['a b@example.com', 'not an e-mail address'],
  ['a..b@example.com', 'not an e-mail address'],
  ['A <a@example.com>', 'not an e-mail address'],
  ['a@example.com,b@example.com', 'not an e-mail address'],
  ['a@localhost', 'no domain'],
  ['a@127.0.0.1', 'no domain'],
  ['a@[127.0.0.1]', 'no domain'],
  ['a@-example.com', 'no domain'],
  ['a@exa%6dple.com', 'no domain'],
  ['a@example.com\r\nBcc: b@example.com', 'not an e-mail address'],
  [`${'a'.repeat(65)}@example.com`, 'more than 64 signs'],
  [`${'a'.repeat(64)}@${`${'b'.repeat(60)}.`.repeat(3)}example.com`, 'longer than 255'],
])('%j is refused: %s', (text, fault) => {
  expect(readEmail(text)).toMatchObject({ fault: expect.stringContaining(fault) });
});
