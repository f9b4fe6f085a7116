import type { Invoice } from '../../api/invoices';
import { answerWords, codeWords } from '../../pieces/bank-words';
import { textForBank } from './copy-for-bank';
import { whatNext } from './what-next';

const sent = {
  ...{ at: '2026-11-17T13:21:00Z', attempt: 1, orderReference: 'TK-1-1', asked: false, answer: 'no-clear-answer' },
  ...{ gatewayCode: '99999', bankCode: null, amountMinor: 26880 },
};
const mailed = {
  ...{ state: 'mailed', debitFailure: null, nextAskAt: null, attempts: [], hold: null, takingBack: null, refused: null },
  ...{ onHold: false, needsYou: false, paidAt: null, recordedAt: null },
} as Parameters<typeof whatNext>[0];
const told = { by: 'Ada', at: '2026-11-17T13:00:00Z', because: 'they asked' };

describe('what comes next', () => {
  it.each<[string, Partial<typeof mailed>, RegExp]>([
    [
      'is asked',
      { state: 'uncertain', nextAskAt: '2026-11-17T14:05:00Z', attempts: [sent] },
      /We sent the debit at .* Asking the bank, next at .*\d\d:\d\d/,
    ],
    ['is on hold', { hold: told, onHold: true }, /Ada put it on hold at .*: they asked/],
    ['is being taken back', { takingBack: { ...told, refusal: null } }, /certain only once Xero has answered/],
    [
      'was refused by Xero when it was taken back',
      { onHold: true, takingBack: { ...told, refusal: 'The period is locked.' } },
      /The period is locked/,
    ],
    ['was refused, and can be put right', { refused: { reason: '550 no such user', stage: 'mail-invoice' } }, /550 no such user/],
    ['was not debited', { state: 'debit-failed', debitFailure: 'no-card' }, /^No card\. The customer is told/],
    ['waits for its turn', {}, /Its card is debited next/],
  ])('of an invoice that %s', (_, changes, says) => {
    expect(whatNext({ ...mailed, ...changes }).says).toMatch(says);
  });

  it('of a debit that went well after it could not be stopped is that it was paid', () => {
    expect(whatNext({ ...mailed, state: 'paid', takingBack: { ...told, refusal: 'too late' } })).toMatchObject({ tone: 'ok' });
  });
});

it('codes stand beside their words, and one that nobody knows stands alone', () => {
  expect(codeWords({ gatewayCode: '70000', bankCode: '51' })).toBe('Secure Trading code 70000: declined · bank code 51: not enough money');
  expect(codeWords({ gatewayCode: '12345', bankCode: null })).toBe('Secure Trading code 12345');
  expect(codeWords({ gatewayCode: '0', bankCode: '00' })).toBeUndefined();
  expect(answerWords('insufficient-funds')).toBe('Not enough money on the card');
});

it('the text for the bank names the charge and nothing of the card', () => {
  const invoice = {
    attempts: [sent],
    totalMinor: 26880,
    currency: 'GBP',
    customerName: 'Pennine Cycle Works Ltd',
  } satisfies Partial<Invoice>;
  expect(textForBank(invoice)).toContain('Order reference: TK-1-1');
  expect(textForBank(invoice)).toContain('£268.80');
});
