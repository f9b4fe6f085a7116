import { mimeOf, written } from './mime';
import { aMail } from './testing';

const head = {
  from: { name: 'Bäckerei Brightwater', address: 'invoices@brightwater.example' },
  replyTo: 'accounts@brightwater.example',
  to: 'ap@acme.example',
};
const attachments = [{ filename: 'Rechnung Ü-17.pdf', contentType: 'application/pdf', bytes: Buffer.from([...Array(1000).keys()]) }];
const long = `Dear Acme, ${'a line that goes on and on. '.repeat(20)}\n.\n..a dot\n\nTotal £1,234.56 = 20 % VAT — thank you \n`;

describe('a mail as it travels', () => {
  it.each([
    ['a plain letter', {}],
    ['a letter with an attachment', { attachments }],
    ['long lines, dots and signs beyond ASCII', { text: long, html: `<p>${long}</p>`, subject: 'Rechnung für Müller & Söhne: £5' }],
    ['mostly other scripts', { text: 'Ελλάδα Ёлка 日本'.repeat(20), to: { name: 'Ёлка, "Ltd"', address: 'ap@acme.example' } }],
    ['an empty letter', { text: '', html: '' }],
  ])('is what nodemailer writes: %s', async (_, changes) => {
    const root = mimeOf(aMail(changes), head);
    const theirs = (await root.build()).toString();
    expect(lines(written(root))).toEqual(lines(theirs));
  });
});

/** nodemailer ends the whole with one line break more or less, which the protocol makes one in any case. */
const lines = (text: string) => text.trimEnd().split(/\r?\n/);
