import { DEBIT_FAILURES } from '@takings/contracts';
import { companyOf, Letters, TEXTS } from '@takings/mail';
import { aMailConfig } from '@takings/mail/testing';
import { aFailedDebit, aPaidInvoice } from '../testing/samples';
import { kindOf, type Outcome, writeNotice } from './notice';

const letters = new Letters(companyOf(aMailConfig()), TEXTS);
const notice = (outcome: Outcome, timeZone = 'Europe/London') => writeNotice(outcome, letters, timeZone);

describe('a notice', () => {
  it('of a paid invoice thanks for what the card was debited, on the day it had in our time zone', () => {
    const paid = aPaidInvoice(7, { paidMinor: 123_456, paidAt: '2026-11-20T23:30:00.000Z' });
    expect(kindOf(paid)).toBe('debited');
    expect(notice(paid).subject).toBe('Thank you: £1,234.56 received for invoice TK-2026-000007');
    expect(notice(paid).text).toContain('On Fri 20 Nov 2026 we debited £1,234.56');
    expect(notice(paid, 'Europe/Berlin').text).toContain('On Sat 21 Nov 2026');
  });

  it.each(DEBIT_FAILURES)('of %s is one of its own, names what is owed, and says that nothing was debited', (failure) => {
    const failed = aFailedDebit(7, { failure, totalMinor: 5_880, currency: 'EUR' });
    expect(kindOf(failed)).toBe(failure);
    const { subject, text } = notice(failed);
    expect(subject).toContain('TK-2026-000007');
    expect(text).toContain('€58.80');
    expect(text).toContain('Nothing has been debited.');
  });

  it('is another for each reason', () => {
    const subjects = DEBIT_FAILURES.map((failure) => notice(aFailedDebit(7, { failure })).subject);
    expect(new Set(subjects).size).toBe(DEBIT_FAILURES.length);
  });

  it('tells nothing of the card, the gateway or its codes', () => {
    for (const outcome of [aPaidInvoice(), aFailedDebit()]) {
      const { text, html } = notice(outcome);
      expect(`${text}${html}`).not.toMatch(/SBX-OK-1|55-9-1200345|70000|xero|TK-1-1/);
    }
  });
});
