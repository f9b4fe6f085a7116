import { companyOf } from './company';
import { Letters } from './letters';
import { aMailConfig } from './testing/samples';
import { TEXTS } from './texts';

const letters = (changes: Parameters<typeof aMailConfig>[0] = {}) => new Letters(companyOf(aMailConfig(changes)), TEXTS);
const values = { customer: 'Acme', number: 'TK-17', amount: '£144.00', due: 'Sat 5 Dec 2026' };

describe('a letter', () => {
  it('escapes what a customer’s name might smuggle into the HTML', () => {
    const { html, text } = letters().write('invoice', { ...values, customer: `<img src=x onerror="alert(1)"> & 'O"Brien'` });
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;O&quot;Brien&#39;');
    expect(html).not.toContain('<img');
    expect(text).toContain(`Dear <img src=x onerror="alert(1)"> & 'O"Brien',`);
  });

  it('escapes the words of its subject and of the letterhead too', () => {
    const { html } = letters({ COMPANY_NAME: 'A & B <Ltd>' }).write('invoice', values);
    expect(html).toContain('<title>Invoice TK-17 from A &amp; B &lt;Ltd&gt;</title>');
    expect(html).not.toContain('<Ltd>');
  });

  it('takes a name that looks like a placeholder as it is', () => {
    const { text } = letters().write('invoice', { ...values, customer: '{amount} {constructor} $& $1' });
    expect(text).toContain('Dear {amount} {constructor} $& $1,');
  });

  it('keeps a name on its line, whatever line breaks it has', () => {
    const { subject, text } = letters().write('invoice', { ...values, number: 'TK\r\nBcc: eve@evil.example', customer: 'A\u2028B\nC' });
    expect(subject).toBe('Invoice TK Bcc: eve@evil.example from Brightwater Services Ltd');
    expect(text).toContain('Dear A B C,');
  });

  it('says the same in plain text and in HTML', () => {
    const { html, text } = letters().write('invoice', values);
    for (const words of [
      'Dear Acme,',
      'Please find attached invoice TK-17 for £144.00.',
      'Sat 5 Dec 2026',
      'Bristol BS1 4XY',
      'VAT number GB 123 4567 89',
    ]) {
      expect(text).toContain(words);
      expect(html).toContain(words);
    }
  });

  it('loads nothing from anywhere', () => {
    expect(letters().write('invoice', values).html).not.toMatch(/https?:|src=|href=|<script|url\(/);
  });

  it('leaves the VAT number out where the company has none', () => {
    expect(letters({ COMPANY_VAT_NUMBER: undefined }).write('invoice', values).text).not.toContain('VAT');
  });
});
