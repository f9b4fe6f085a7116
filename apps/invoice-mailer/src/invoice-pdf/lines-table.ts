import type { DataOf, InvoiceFiled } from '@takings/contracts';
import { formatMoney } from '@takings/money';
import { formatRate, formatUnitPrice, formatWithMinus } from './figures';
import { type Block, block, type Flow, write } from './flow';
import { BOTTOM_PT, INK, LINE, MARGIN_PT, PADDING_PT, RIGHT_PT, TABLE, TABLE_HEAD, WIDTH_PT } from './look';
import { heightOf, type Style } from './sheets';

type Invoice = DataOf<typeof InvoiceFiled>;

const HEAD = ['Description', 'Quantity', 'Unit price', 'VAT', 'Net'];
const FIGURES_PT = [46, 74, 34, 88];
/** The first column is words, the others are figures. Each figure has padding to both sides save at the table's edge. */
const DESCRIPTION_PT = WIDTH_PT - FIGURES_PT.reduce((sum, width) => sum + width, 0) - 2 * PADDING_PT.side * FIGURES_PT.length;
const WIDTHS_PT = [DESCRIPTION_PT, ...FIGURES_PT];
/** Where words begin and figures end. */
const EDGES_PT = WIDTHS_PT.map((_, i) =>
  i === 0 ? MARGIN_PT : WIDTHS_PT.slice(0, i + 1).reduce((sum, width) => sum + width, MARGIN_PT + 2 * PADDING_PT.side * i),
);
const HEAD_RULE_PT = 1;
const ROW_RULE_PT = 0.5;
const rowHeight = (text: number) => text + 2 * PADDING_PT.above + ROW_RULE_PT;
const HEAD_PT = heightOf(TABLE_HEAD) + 2 * PADDING_PT.above + HEAD_RULE_PT;
const EMPTY_PAGE_PT = BOTTOM_PT - MARGIN_PT - HEAD_PT;

/** The lines of the invoice, over as many pages as they need, under the same head on each. A row is broken only where no page could hold it. */
export function linesTable({ lines, currency }: Invoice, flow: Flow) {
  flow.need(HEAD_PT + rowHeight(heightOf(TABLE)));
  head(flow);
  for (const { description, quantity, unitPrice, vatRate, netMinor } of lines) {
    const texts = [
      description,
      formatWithMinus(quantity),
      formatUnitPrice(unitPrice, currency),
      formatRate(vatRate),
      formatMoney(netMinor, currency),
    ];
    row(cellsOf(texts, TABLE), flow);
  }
}

const cellsOf = (texts: readonly string[], style: Style) => texts.map((text, i) => block(text, style, WIDTHS_PT[i]!));
const tallest = (cells: readonly Block[]) => Math.max(...cells.map(({ height }) => height));

function head(flow: Flow) {
  writeRow(cellsOf(HEAD, TABLE_HEAD), flow);
  rule(flow, HEAD_RULE_PT, INK);
}

function row(cells: readonly Block[], flow: Flow) {
  if (rowHeight(tallest(cells)) <= flow.left) return ruledRow(cells, flow);
  const fitting = Math.floor((flow.left - rowHeight(0)) / heightOf(TABLE));
  if (rowHeight(tallest(cells)) <= EMPTY_PAGE_PT || fitting < 1) {
    nextPage(flow);
    return row(cells, flow);
  }
  ruledRow(
    cells.map((cell) => part(cell, 0, fitting)),
    flow,
  );
  nextPage(flow);
  row(
    cells.map((cell) => part(cell, fitting)),
    flow,
  );
}

function nextPage(flow: Flow) {
  flow.turn();
  head(flow);
}

const part = ({ runs, style }: Block, from: number, to?: number): Block => {
  const kept = runs.slice(from, to);
  return { runs: kept, style, height: kept.length * heightOf(style) };
};

function ruledRow(cells: readonly Block[], flow: Flow) {
  writeRow(cells, flow);
  rule(flow, ROW_RULE_PT, LINE);
}

function writeRow(cells: readonly Block[], flow: Flow) {
  const y = flow.y + PADDING_PT.above;
  for (const [i, cell] of cells.entries()) write(flow.sheets, cell, EDGES_PT[i]!, y, i === 0 ? 'left' : 'right');
  flow.y = y + tallest(cells) + PADDING_PT.above;
}

function rule(flow: Flow, weight: number, ink: string) {
  flow.sheets.rule(MARGIN_PT, flow.y, RIGHT_PT - MARGIN_PT, weight, ink);
  flow.y += weight;
}
