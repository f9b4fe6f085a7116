import type { DataOf, InvoiceFiled } from '@takings/contracts';
import { type Company, formatDay, letterhead } from '@takings/mail';
import { formatMoney } from '@takings/money';
import { formatRate } from './figures';
import { type Block, block, Flow, write } from './flow';
import { linesTable } from './lines-table';
import { INK, MARGIN_PT, MEDIUM, PADDING_PT, QUIET, PLAIN, REGULAR, RIGHT_PT, SMALL, STRONG, TITLE, TOTAL, WIDTH_PT } from './look';
import { heightOf, Sheets, type Style, widthOf } from './sheets';
import { vatSummary } from './vat-summary';

type Invoice = DataOf<typeof InvoiceFiled>;

const LETTERHEAD_PT = 330;
const PAYER_PT = 250;
const FACTS_LEFT_PT = MARGIN_PT + PAYER_PT + 24;
const FACT_LABEL_PT = 78;
const FACT_VALUE_LEFT_PT = FACTS_LEFT_PT + FACT_LABEL_PT + 8;
const SUMS_PT = [130, 132] as const;
const SUMS_LEFT_PT = RIGHT_PT - SUMS_PT[0] - SUMS_PT[1] - 2 * PADDING_PT.side;
const HEAD_TOP_PT = 26;
const FOOT_TOP_PT = 801.89;

/** The invoice on A4: letterhead, payer, dates, lines over as many pages as they need, VAT of each rate, total. */
export function invoiceDocument(invoice: Invoice, company: Company): Sheets {
  const flow = new Flow(new Sheets([MEDIUM, REGULAR]));
  heading(company, flow);
  addresses(invoice, flow);
  linesTable(invoice, flow);
  sums(invoice, flow);
  closing(invoice, company, flow);
  numbered(invoice, company, flow.sheets);
  return flow.sheets;
}

/** Blocks below each other; tells where they end. */
function stack(flow: Flow, blocks: readonly Block[], edge: number, side?: 'right'): number {
  let { y } = flow;
  for (const one of blocks) {
    write(flow.sheets, one, edge, y, side);
    y += one.height;
  }
  return y;
}

function heading(company: Company, flow: Flow) {
  const lines = letterhead(company).map((line, i) => block(line, i === 0 ? STRONG : QUIET, LETTERHEAD_PT));
  const title = stack(flow, [block('Invoice', TITLE, WIDTH_PT - LETTERHEAD_PT)], MARGIN_PT);
  flow.y = Math.max(title, stack(flow, lines, RIGHT_PT, 'right')) + 28;
}

function addresses({ customerName, customerEmail, customerRef, invoiceNumber, issuedOn, dueOn }: Invoice, flow: Flow) {
  const payer = [block('To', SMALL, PAYER_PT), block(customerName, STRONG, PAYER_PT), block(customerEmail, QUIET, PAYER_PT)];
  const facts = [
    ['Invoice number', invoiceNumber],
    ['Invoice date', formatDay(issuedOn)],
    ['Due on', formatDay(dueOn)],
    ['Customer', customerRef],
  ] as const;
  let { y } = flow;
  for (const [label, value] of facts) {
    const values = block(value, STRONG, RIGHT_PT - FACT_VALUE_LEFT_PT);
    write(flow.sheets, block(label, QUIET, FACT_LABEL_PT), FACTS_LEFT_PT, y + 2);
    write(flow.sheets, values, FACT_VALUE_LEFT_PT, y + 2);
    y += values.height + 4;
  }
  flow.y = Math.max(stack(flow, payer, MARGIN_PT), y) + 24;
}

/** All on one page: a total alone at the top of the next would be easy to doubt. */
function sums({ lines, currency, netMinor, vatMinor, totalMinor }: Invoice, flow: Flow) {
  const money = (minor: number) => formatMoney(minor, currency);
  const rates = vatSummary(lines).map(({ rate, netMinor, vatMinor }) => [`VAT ${formatRate(rate)} of ${money(netMinor)}`, money(vatMinor)]);
  const rows = [['Net', money(netMinor)], ...rates, ...(rates.length > 1 ? [['VAT in all', money(vatMinor)]] : [])].map(
    ([label = '', value = '']) => sum(label, value, QUIET, PLAIN),
  );
  const total = sum(`Total in ${currency}`, money(totalMinor), TOTAL, TOTAL);
  flow.y += 14;
  flow.need([...rows, total].reduce((height, row) => height + row.height, 1));
  for (const row of rows) row.write(flow);
  flow.sheets.rule(SUMS_LEFT_PT, flow.y, RIGHT_PT - SUMS_LEFT_PT, 1, INK);
  flow.y += 1;
  total.write(flow);
  flow.y += 24;
}

function sum(label: string, value: string, labelStyle: Style, valueStyle: Style) {
  const [left, right] = [block(label, labelStyle, SUMS_PT[0]), block(value, valueStyle, SUMS_PT[1])];
  const height = Math.max(left.height, right.height) + 2 * PADDING_PT.above;
  return {
    height,
    write(flow: Flow) {
      write(flow.sheets, left, SUMS_LEFT_PT, flow.y + PADDING_PT.above);
      write(flow.sheets, right, RIGHT_PT, flow.y + PADDING_PT.above, 'right');
      flow.y += height;
    },
  };
}

function closing({ dueOn, totalMinor, currency, cardRef }: Invoice, { email }: Company, flow: Flow) {
  const due = `${formatMoney(totalMinor, currency)} is due on ${formatDay(dueOn)}.`;
  const next = cardRef
    ? `We debit the card we hold for you and tell you how it went. Questions: ${email}`
    : `We hold no card for you: please write to ${email} to arrange a card or another way to pay.`;
  const words = block(`${due} ${next}`, QUIET, WIDTH_PT);
  flow.need(words.height);
  flow.y = stack(flow, [words], MARGIN_PT);
}

/** The foot of every page, and the head of all but the first, once their count is known. */
function numbered({ invoiceNumber }: Invoice, { name }: Company, sheets: Sheets) {
  for (let page = 1; page <= sheets.count; page++) {
    const number = REGULAR.set(`Page ${page} of ${sheets.count}`);
    sheets.text(number, RIGHT_PT - widthOf(number, SMALL), FOOT_TOP_PT, SMALL, page);
    for (const [i, run] of block(name, SMALL, WIDTH_PT - 80).runs.entries()) {
      sheets.text(run, MARGIN_PT, FOOT_TOP_PT + i * heightOf(SMALL), SMALL, page);
    }
    if (page > 1) sheets.text(REGULAR.run(`Invoice ${invoiceNumber}, continued`), MARGIN_PT, HEAD_TOP_PT, SMALL, page);
  }
}
