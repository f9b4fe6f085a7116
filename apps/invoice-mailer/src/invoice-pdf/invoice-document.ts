import type { DataOf, InvoiceFiled } from '@takings/contracts';
import { type Company, formatDay, letterhead } from '@takings/mail';
import { formatMoney } from '@takings/money';
import type { Content, ContentTable, CustomTableLayout, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import { formatRate, formatUnitPrice, formatWithMinus } from './figures';
import { vatSummary } from './vat-summary';

type Invoice = DataOf<typeof InvoiceFiled>;

const INK = '#16181D';
const INK_2 = '#454A56';
const LINE = '#CDD1D9';
const MARGIN_PT = 50;
/** What A4 leaves between the margins. Columns of words need a width in points: pdfmake lets a word without a break widen any other. */
const WIDTH_PT = 495;
const LETTERHEAD_PT = 330;
const PAYER_PT = 250;
const FACTS_PT = WIDTH_PT - PAYER_PT - 24;
const FACT_LABEL_PT = 78;
/** Copied for each document: pdfmake writes into what it is given. */
const SUMS_PT = [130, 132];
const FIGURES_PT = [46, 74, 34, 88];
const PADDING_PT = 6;
/** Each figure has padding to both sides save at the table's edge. */
const DESCRIPTION_PT = WIDTH_PT - FIGURES_PT.reduce((sum, width) => sum + width, 0) - 2 * PADDING_PT * FIGURES_PT.length;

/** The invoice on A4: letterhead, payer, dates, lines over as many pages as they need, VAT of each rate, total. */
export function invoiceDocument(invoice: Invoice, company: Company): TDocumentDefinitions {
  const { invoiceNumber, issuedOn } = invoice;
  return {
    pageSize: 'A4',
    pageMargins: [MARGIN_PT, MARGIN_PT, MARGIN_PT, 60],
    language: 'en-GB',
    // The day of the invoice, not of the printing: the same invoice gives the same bytes.
    info: { title: `Invoice ${invoiceNumber}`, author: company.name, creationDate: new Date(`${issuedOn}T00:00:00Z`) },
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.25, color: INK },
    header: (page) => (page === 1 ? '' : small(`Invoice ${invoiceNumber}, continued`, [MARGIN_PT, 26, MARGIN_PT, 0])),
    footer: (page, pages) => ({
      columns: [small(company.name), { ...small(`Page ${page} of ${pages}`), alignment: 'right', width: 80 }],
      margin: [MARGIN_PT, 20, MARGIN_PT, 0],
    }),
    content: [heading(company), addresses(invoice), linesTable(invoice), sums(invoice), closing(invoice, company)],
  };
}

const small = (text: string, margin?: [number, number, number, number]) => ({ text, fontSize: 8, color: INK_2, margin });

function heading(company: Company): Content {
  const [name = '', ...rest] = letterhead(company);
  return {
    columns: [
      { width: WIDTH_PT - LETTERHEAD_PT, text: 'Invoice', fontSize: 24, bold: true },
      {
        width: LETTERHEAD_PT,
        stack: [{ text: name, bold: true }, ...rest.map((line) => ({ text: line, color: INK_2 }))],
        alignment: 'right',
      },
    ],
    margin: [0, 0, 0, 28],
  };
}

function addresses({ customerName, customerEmail, customerRef, invoiceNumber, issuedOn, dueOn }: Invoice): Content {
  const facts = [
    ['Invoice number', invoiceNumber],
    ['Invoice date', formatDay(issuedOn)],
    ['Due on', formatDay(dueOn)],
    ['Customer', customerRef],
  ];
  return {
    columns: [
      {
        width: PAYER_PT + 24,
        stack: [small('To'), { text: customerName, bold: true }, { text: customerEmail, color: INK_2 }],
        margin: [0, 0, 24, 0],
      },
      {
        width: FACTS_PT,
        layout: 'noBorders',
        table: {
          // 'noBorders' leaves 8 points between its two columns.
          widths: [FACT_LABEL_PT, FACTS_PT - FACT_LABEL_PT - 8],
          body: facts.map(([label = '', value = '']) => [
            { text: label, color: INK_2 },
            { text: value, bold: true },
          ]),
        },
      },
    ],
    margin: [0, 0, 0, 24],
  };
}

function linesTable({ lines, currency }: Invoice): Content {
  const head = ['Description', 'Quantity', 'Unit price', 'VAT', 'Net'].map((text, i) => ({
    ...right(text, i),
    bold: true,
    color: INK_2,
    fontSize: 8.5,
  }));
  const body = lines.map(({ description, quantity, unitPrice, vatRate, netMinor }): TableCell[] =>
    [
      description,
      formatWithMinus(quantity),
      formatUnitPrice(unitPrice, currency),
      formatRate(vatRate),
      formatMoney(netMinor, currency),
    ].map(right),
  );
  return {
    fontSize: 9,
    table: { headerRows: 1, dontBreakRows: lines.every(isShort), widths: [DESCRIPTION_PT, ...FIGURES_PT], body: [head, ...body] },
    layout: ruled,
  };
}

/** Surely no longer than a page: pdfmake would cut off the rest of a longer row that it may not break. */
const isShort = ({ description }: Invoice['lines'][number]) => description.length + 30 * description.split('\n').length < 1000;

/** The first column is words, the others are figures. */
const right = (text: string, column: number) => ({ text, alignment: column === 0 ? ('left' as const) : ('right' as const) });

/** No lines to the sides, and no padding at the table's edges. */
const open = {
  vLineWidth: () => 0,
  paddingLeft: (column: number) => (column === 0 ? 0 : PADDING_PT),
  paddingRight: (column: number, { table: { body } }: ContentTable) => (column === (body[0]?.length ?? 0) - 1 ? 0 : PADDING_PT),
  paddingTop: () => 4,
  paddingBottom: () => 4,
};

const ruled: CustomTableLayout = {
  ...open,
  hLineWidth: (row) => (row === 0 ? 0 : row === 1 ? 1 : 0.5),
  hLineColor: (row) => (row === 1 ? INK : LINE),
};

const ruledAboveTotal: CustomTableLayout = {
  ...open,
  hLineWidth: (row, { table: { body } }) => (row === body.length - 1 ? 1 : 0),
  hLineColor: () => INK,
};

function sums({ lines, currency, netMinor, vatMinor, totalMinor }: Invoice): Content {
  const money = (minor: number) => formatMoney(minor, currency);
  const rates = vatSummary(lines).map(({ rate, netMinor, vatMinor }) => [`VAT ${formatRate(rate)} of ${money(netMinor)}`, money(vatMinor)]);
  const rows = [['Net', money(netMinor)], ...rates, ...(rates.length > 1 ? [['VAT in all', money(vatMinor)]] : [])];
  const body: TableCell[][] = rows.map(([label = '', value = '']) => [
    { text: label, color: INK_2 },
    { text: value, alignment: 'right' },
  ]);
  body.push([
    { text: `Total in ${currency}`, bold: true, fontSize: 12 },
    { text: money(totalMinor), bold: true, fontSize: 12, alignment: 'right' },
  ]);
  const width = SUMS_PT.reduce((sum, column) => sum + column, 2 * PADDING_PT);
  const table = { widths: [...SUMS_PT], body, dontBreakRows: true };
  return {
    unbreakable: true,
    columns: [
      { width: WIDTH_PT - width, text: '' },
      { width, table, layout: ruledAboveTotal },
    ],
    margin: [0, 14, 0, 24],
  };
}

function closing({ dueOn, totalMinor, currency }: Invoice, { email }: Company): Content {
  return {
    text: `${formatMoney(totalMinor, currency)} is due on ${formatDay(dueOn)}. If we hold a card for you, we debit it and tell you how it went. Questions: ${email}`,
    color: INK_2,
  };
}
