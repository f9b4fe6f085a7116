import { streamsOf, textsOf } from '../testing/pdf-text';
import { aFiledInvoice, aLine } from '../testing/samples';
import { PdfMaker } from './pdf-maker';
import { pdfName } from './pdf-name';

const company = {
  name: 'Brightwater Services Ltd',
  addressLines: ['12 Quay Street', 'Bristol'],
  vatNumber: 'GB 1',
  email: 'accounts@brightwater.example',
};
const maker = new PdfMaker(company);
const make = (changes: Parameters<typeof aFiledInvoice>[1] = {}) => maker.make(aFiledInvoice(1, changes));
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;
/** All words of the document, in order. */
const wordsOf = async (changes: Parameters<typeof aFiledInvoice>[1] = {}) => textsOf(await make(changes)).join('|');

describe('the PDF of an invoice', () => {
  it('is a PDF with its fonts inside', async () => {
    const pdf = (await make()).toString('latin1');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(pdf.match(/\+Roboto-(Regular|Medium)/g)?.length).toBeGreaterThanOrEqual(2);
    expect(pdf).toContain('/FontFile2');
  });

  it('has the same bytes whenever it is made', async () => {
    const [first, second] = [await make(), await make()];
    expect(second.equals(first)).toBe(true);
  });

  it('has other bytes for another invoice', async () => {
    expect((await make({ totalMinor: 14_401 })).equals(await make())).toBe(false);
  });

  it('names letterhead, payer, number, days, lines, VAT of each rate and total', async () => {
    const lines = [aLine(), aLine({ description: 'Books', vatRate: '5', netMinor: 1_000, vatMinor: 50, quantity: '-2', unitPrice: '-5' })];
    const words = await wordsOf({ lines });
    for (const expected of [
      ...[
        'Brightwater Services Ltd',
        '12 Quay Street',
        'VAT number GB 1',
        'Acme Trading Limited',
        'ap1@acme.example',
        'TK-2026-000001',
        'CRM-1',
      ],
      ...['Sat 21 Nov 2026', 'Sat 5 Dec 2026', 'Support plan, November', 'Books', '−2', '−£5.00', '£120.00'],
      ...['VAT 5\u00a0% of £10.00|£0.50', 'VAT 20\u00a0% of £120.00|£24.00', 'VAT in all|£24.50', 'Total in GBP|£154.50'],
    ]) {
      expect(words).toContain(expected);
    }
  });

  it('says the VAT once where there is one rate', async () => {
    expect(await wordsOf()).not.toContain('VAT in all');
  });

  it('says that the card will be debited where there is one, and what to do where there is none', async () => {
    expect(await wordsOf({ cardRef: 'SBX-OK-1' })).toContain('We debit the card we hold for you');
    expect(await wordsOf({ cardRef: null })).toContain('We hold no card for you: please write to accounts@brightwater.example');
  });

  it('can be searched and copied from, beyond the common signs too', async () => {
    const customerName = 'Müller & Söhne Ǻlesund “Żółć” Ελλάδα, Ёлка €';
    expect(await wordsOf({ customerName })).toContain(customerName);
    expect(await wordsOf({ customerName: customerName.normalize('NFD') })).toContain(customerName);
  });

  it('has the same table head on every page, and says which invoice goes on', async () => {
    const lines = Array.from({ length: 75 }, (_, i) => aLine({ chargeRef: `CH-${i}`, description: `Line ${i + 1}` }));
    const texts = textsOf(await make({ lines }));
    const times = (text: string) => texts.filter((one) => one === text).length;
    expect([times('Description'), times('Invoice TK-2026-000001, continued')]).toEqual([3, 2]);
    expect(texts.filter((text) => text.startsWith('Page '))).toEqual(['Page 1 of 3', 'Page 2 of 3', 'Page 3 of 3']);
    expect(texts.filter((text) => text.startsWith('Line '))).toEqual(lines.map(({ description }) => description));
  });

  it('runs over as many pages as its lines need', async () => {
    expect(pagesOf(await make())).toBe(1);
    const pages = pagesOf(await make({ lines: Array.from({ length: 200 }, (_, i) => aLine({ chargeRef: `CH-${i}` })) }));
    expect(pages).toBeGreaterThan(4);
    expect(pages).toBeLessThan(9);
  });

  it('loses nothing of a description that is longer than a page', async () => {
    const pdf = await make({ lines: [aLine({ description: 'word '.repeat(4000) })] });
    expect(pagesOf(pdf)).toBeGreaterThan(5);
    expect(
      textsOf(pdf)
        .join(' ')
        .match(/\bword\b/g),
    ).toHaveLength(4000);
  });

  it.each([
    ['a name of 255 signs without a break', { customerName: 'X'.repeat(255) }],
    ['a name of 255 signs with quotes and umlauts', { customerName: `Müller & Söhne "Der Name" O'Brien `.repeat(8).slice(0, 255) }],
    ['signs that the font does not have', { customerName: '日本 🎉 \u0000\u2028' }],
    ['an empty description', { lines: [aLine({ description: '' })] }],
    ['the largest amounts', { currency: 'CHF', lines: [aLine({ netMinor: 99_999_999_999, unitPrice: '999999999.9999' })] }],
  ])('takes %s on one page', async (_, changes) => {
    expect(pagesOf(await make(changes))).toBe(1);
  });

  it('keeps words within their column, however long they are', async () => {
    const content = streamsOf(await make({ lines: [aLine({ description: 'W'.repeat(300) })], customerName: 'X'.repeat(255) })).join('\n');
    const xs = [...content.matchAll(/1 0 0 1 ([\d.]+) [\d.]+ Tm/g)].map(([, x]) => Number(x));
    expect(xs.length).toBeGreaterThan(20);
    expect(Math.max(...xs)).toBeLessThan(546);
  });

  it('is named after the invoice, without signs a file system might stumble over', () => {
    expect(pdfName('TK-2026-000017')).toBe('TK-2026-000017.pdf');
    expect(pdfName('a/b\\..\r\n"c')).toBe('a_b_.._c.pdf');
  });
});
