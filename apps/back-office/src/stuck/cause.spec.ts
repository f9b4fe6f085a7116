import { adviceOn, causeOf, titleOf } from './cause';
import { deskOf } from './desks';
import { ALL_KINDS } from './stuck-row';

const refused = (reason: string) => causeOf({ stage: 'file-in-xero', kind: 'rejected', reason });

it('is the same for reasons that differ in names, numbers and addresses alone', () => {
  expect(refused('Xero refuses invoice TK-2026-000007: Description of "Support" must not be empty')).toBe(
    refused('Xero refuses invoice TK-2025-1000012: Description of "Broadband 80" must not be empty'),
  );
  expect(refused('Acme Ltd (C-1) is archived in Xero; restore the contact')).toBe(
    refused('Bolt (X-9) is archived in Xero; restore the contact'),
  );
});

it('differs by why, by how and by where it stopped', () => {
  const [one, other] = [refused('Due date must be a date'), refused('Quantity must be a number')];
  const failed = causeOf({ stage: 'file-in-xero', kind: 'failed', reason: 'Due date must be a date' });
  const mailed = causeOf({ stage: 'mail-invoice', kind: 'rejected', reason: 'Due date must be a date' });
  expect(new Set([one, other, failed, mailed]).size).toBe(4);
});

it.each([
  [
    'file-in-xero',
    'rejected',
    'Acme (C-1) is archived in Xero, which takes no invoices for archived contacts',
    'Xero says the contact is archived',
  ],
  ['mail-invoice', 'undeliverable', 'The mail server refused the address: 550 5.1.1 User unknown', 'E-mail address does not exist'],
  ['charge-card', 'uncertain', 'Nobody knows whether the card was debited for TK-1-1', 'Asking the bank, for long'],
  ['check-credit', 'failed', 'The bureau answered 503', 'Credit check not reachable'],
  ['track-invoice', 'poison', 'totalMinor: expected a number', 'An event that makes no sense here'],
] as const)('in %s, %s, "%s", it is called "%s"', (stage, kind, reason, title) => {
  expect(titleOf(causeOf({ stage, kind, reason }))).toBe(title);
});

it.each(ALL_KINDS)('has a title for people and a desk, whatever is %s', (kind) => {
  const cause = causeOf({ stage: 'some-stage', kind, reason: 'Something odd happened' });
  expect(`${titleOf(cause)} ${adviceOn(cause) ?? ''}`).not.toMatch(/\b(queue|retry|null|exception|UNKNOWN)\b/);
  expect(titleOf(cause)).not.toBe('');
  expect(deskOf({ stage: 'some-stage', kind })).toBeDefined();
});
