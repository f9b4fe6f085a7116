import { DEBIT_FAILURES } from '@takings/contracts';
import { companyOf } from './company';
import { Letters } from './letters';
import { aMailConfig } from './testing/samples';
import { type MailKind, TEXTS, VALUES } from './texts';
import { withOwnTexts } from './texts-file';

const values = { customer: 'Acme', number: 'TK-17', amount: '£144.00', due: 'Sat 5 Dec 2026', paidOn: 'Sat 21 Nov 2026' };
const letters = new Letters(companyOf(aMailConfig()), TEXTS);
const kinds = Object.keys(VALUES) as MailKind[];

describe('our words', () => {
  it('exist for the invoice, for a debit, and for every reason why there was none', () => {
    expect(kinds.sort()).toEqual(['debited', 'invoice', ...DEBIT_FAILURES].sort());
  });

  describe.each(kinds)('for %s', (kind) => {
    const letter = letters.write(kind, values);

    it('name the invoice in the subject, and customer, amount and where to write in the text', () => {
      expect(letter.subject).toContain('TK-17');
      for (const value of ['Dear Acme,', '£144.00', 'accounts@brightwater.example']) expect(letter.text).toContain(value);
    });

    it('leave no placeholder unfilled and no value out', () => {
      expect(`${letter.subject}${letter.text}${letter.html}`).not.toMatch(/\{\w+\}|undefined/);
    });

    it('are finance words, not those of machines', () => {
      expect(letter.text).not.toMatch(/queue|retry|null|unknown|exception|error|gateway|code|!/i);
    });
  });

  it.each(DEBIT_FAILURES)('for %s say that nothing was debited, until when it is due, and warn against sending card numbers', (kind) => {
    const { text } = letters.write(kind, values);
    expect(text).toContain('Nothing has been debited.');
    expect(text).toContain('is due on Sat 5 Dec 2026');
    expect(text).toContain('never send card numbers by e-mail');
  });

  it.each<[MailKind, RegExp]>([
    ['debited', /On Sat 21 Nov 2026 we debited £144\.00 .* nothing left for you to do/],
    ['no-card', /because we hold no card for you/],
    ['insufficient-funds', /not enough money available/],
    ['declined', /declined it and did not tell us why/],
    ['expired', /card we hold for you has expired/],
    ['card-blocked', /does not allow payments with this card any more/],
    ['card-unusable', /can no longer be used/],
    ['authentication-required', /wants you to confirm the payment yourself/],
    ['refer-to-bank', /asks you to get in touch .* call your bank/s],
  ])('for %s say why and who acts next', (kind, words) => {
    expect(letters.write(kind, values).text).toMatch(words);
  });
});

describe('words from a settings file', () => {
  it('take the place of ours, the others stay', () => {
    const texts = withOwnTexts({ declined: { subject: 'Oh dear, {number}' } }, 'texts.json');
    expect(texts.declined).toEqual({ subject: 'Oh dear, {number}', paragraphs: TEXTS.declined.paragraphs });
    expect(texts.expired).toBe(texts.expired);
  });

  it('are refused with every fault named', () => {
    const own = {
      declined: { subject: '', paragraphs: [] },
      debited: { paragraphs: ['On {paidOn}'] },
      invoice: { subject: '{paidOn}' },
      lost: {},
    };
    const attempt = () => withOwnTexts(own, 'texts.json');
    expect(attempt).toThrow('texts.json (MAIL_TEXTS_FILE)');
    expect(attempt).toThrow(/declined\.subject: /);
    expect(attempt).toThrow(/declined\.paragraphs: /);
    expect(attempt).toThrow(
      'invoice.subject: {paidOn} is no value of this mail; it may name {customer}, {number}, {amount}, {due}, {company}, {email}',
    );
    expect(attempt).toThrow(/lost/);
    expect(attempt).not.toThrow(/debited/);
  });

  it('are refused when they are no object', () => {
    expect(() => withOwnTexts([], 'texts.json')).toThrow(/the file: /);
  });
});
