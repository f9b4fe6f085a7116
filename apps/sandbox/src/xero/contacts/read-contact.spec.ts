import { isXeroEmail, readContact } from './read-contact';

it.each(['office@orchardrow.example', "o'hara+bills@sub.example.co.uk", 'a_b-c@example.com'])('takes the address %s', (email) => {
  expect(isXeroEmail(email)).toBe(true);
});

it.each([
  'müller@example.com',
  'office@bäckerei.example',
  'no-at-sign',
  'two@@example.com',
  'dot.@example.com',
  'a..b@example.com',
  'office@localhost',
  `${'a'.repeat(250)}@example.com`,
])('refuses the address %s', (email) => {
  expect(isXeroEmail(email)).toBe(false);
});

it('takes a name of 255 signs and quotes, and no longer one', () => {
  expect(readContact({ Name: `"${'ü'.repeat(253)}"` }).errors).toEqual([]);
  expect(readContact({ Name: 'x'.repeat(256) }).errors).toEqual(['The contact name must not be longer than 255 characters.']);
});

it('takes a contact number of 50 signs, and no longer one', () => {
  expect(readContact({ Name: 'A', ContactNumber: '7'.repeat(50) }).errors).toEqual([]);
  expect(readContact({ Name: 'A', ContactNumber: '7'.repeat(51) }).errors).toHaveLength(1);
});

it('gathers all faults of a contact', () => {
  expect(readContact({ Name: '', EmailAddress: 'x', ContactStatus: 'GONE' }).errors).toEqual([
    'The contact name must not be empty.',
    'Email address must be valid.',
    "The status 'GONE' is not valid for contacts",
  ]);
});
