import { contactNumberOf, nameWithReference, plainName, sameName } from './contact-name';

it('keeps a name as it is, on one line and at most 255 signs', () => {
  expect(plainName('  Zoë "Quote" O\'Hara \n & Sons ')).toBe('Zoë "Quote" O\'Hara & Sons');
  expect(plainName('x'.repeat(300))).toHaveLength(255);
});

it('tells equal names apart by our reference, within 255 signs', () => {
  expect(nameWithReference('Acme Ltd', 'C-7')).toBe('Acme Ltd (C-7)');
  const long = nameWithReference('x'.repeat(255), 'C-7');
  expect(long).toHaveLength(255);
  expect(long.endsWith('x (C-7)')).toBe(true);
});

it('does not cut a character in half', () => expect(plainName(`${'x'.repeat(254)}😀`)).toBe('x'.repeat(254)));

it('compares names as Xero does', () => expect(sameName(' ACME  ltd')).toBe(sameName('Acme Ltd')));

it('keeps long references apart within the fifty signs that Xero has for them', () => {
  const [one, other] = [`${'r'.repeat(60)}1`, `${'r'.repeat(60)}2`].map(contactNumberOf);
  expect(one).toHaveLength(50);
  expect(one).not.toBe(other);
  expect(contactNumberOf('C-7')).toBe('C-7');
});
