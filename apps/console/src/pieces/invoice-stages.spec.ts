import { type StagedInvoice, stagesOf } from './invoice-stages';
import { type StandingInvoice, stateWords } from './invoice-words';

const issued: StandingInvoice = { state: 'issued', needsYou: false, filedAt: null, mailedAt: null, paidAt: null, notifiedAt: null };
const filed: StandingInvoice = { ...issued, state: 'filed', filedAt: '2026-11-17T13:06:00Z' };
const mailed: StandingInvoice = { ...filed, state: 'mailed', mailedAt: '2026-11-17T13:09:00Z' };
const looks = (invoice: StagedInvoice) => stagesOf(invoice).map(({ look }) => look);

describe('the stages of an invoice', () => {
  it.each<[string, StagedInvoice, string[]]>([
    ['was issued', issued, ['done', 'on-its-way', 'waiting', 'waiting', 'waiting']],
    ['was refused by Xero', { ...issued, state: 'rejected', needsYou: true }, ['done', 'needs-you', 'waiting', 'waiting', 'waiting']],
    ['could not be mailed', { ...filed, state: 'undeliverable' }, ['done', 'done', 'needs-you', 'waiting', 'waiting']],
    ['waits for its debit', mailed, ['done', 'done', 'done', 'on-its-way', 'waiting']],
    ['is asked after', { ...mailed, state: 'uncertain' }, ['done', 'done', 'done', 'asking', 'waiting']],
    ['was not debited', { ...mailed, state: 'debit-failed' }, ['done', 'done', 'done', 'declined', 'on-its-way']],
    ['stopped before its debit', { ...mailed, needsYou: true }, ['done', 'done', 'done', 'needs-you', 'waiting']],
    ['is on hold', { ...mailed, onHold: true }, ['done', 'done', 'done', 'waiting', 'waiting']],
    ['was taken back', { ...mailed, state: 'voided' }, ['done', 'done', 'done', 'never', 'never']],
    ['was paid', { ...mailed, state: 'paid', paidAt: '2026-11-17T13:31:00Z' }, ['done', 'done', 'done', 'done', 'on-its-way']],
  ])('of one that %s', (_, invoice, expected) => {
    expect(looks(invoice)).toEqual(expected);
  });

  it('say that the bank is asked, and when next', () => {
    const [, , , debited] = stagesOf({ ...mailed, state: 'uncertain', nextAskAt: '2026-11-17T14:05:00Z' });
    expect(debited).toMatchObject({ words: 'Asking the bank', detail: expect.stringMatching(/^Next asked .*\d\d:\d\d$/) });
  });
});

describe('the state of an invoice', () => {
  it('names the reason why a card was not debited', () => {
    expect(stateWords({ state: 'debit-failed', debitFailure: 'no-card' })).toBe('Could not be debited: no card');
  });
});
