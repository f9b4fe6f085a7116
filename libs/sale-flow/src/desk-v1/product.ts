import { column, control, decimal, numeric, PRINTABLE, shown, upTo } from '@takings/fields';
import { AmountTooLarge } from '@takings/money';
import { z } from 'zod';
import type { Answers, Fault } from '../answers';
import type { StepDefinition } from '../definition';
import { netOf, pricedLine, type PricedLine, type PriceSnapshot } from '../prices';

const MOST_LINES = 100;
const REVENUE_LIMIT_MINOR = 99_999_999_999;

interface ProductLine {
  readonly sku: string;
  readonly quantity: string;
}
const linesOf = ({ lines }: Answers) => lines as readonly ProductLine[];

/** What they buy. Prices are never typed: they are those of the list the sale keeps. */
export const product: StepDefinition = {
  id: 'product',
  title: 'Product and price',
  requires: ['requirement'],
  answers: z.strictObject({
    lines: z
      .array(
        z.strictObject({
          sku: column('a product of the price list', upTo(64, PRINTABLE, control)),
          quantity: column(
            'a decimal above 0 with a dot and up to 4 places, at most 999999.9999',
            decimal('999999.9999', '0.0001'),
            numeric,
          ),
        }),
      )
      .min(1, 'expected at least one line')
      .max(MOST_LINES, `expected at most ${MOST_LINES} lines`),
  }),
  fields: [
    {
      name: 'lines',
      label: 'Products',
      kind: 'lines',
      columns: [
        { name: 'sku', label: 'Product', kind: 'choice' },
        { name: 'quantity', label: 'Quantity', kind: 'text' },
      ],
    },
  ],
  check: (answers, { prices }) => faultsOf(linesOf(answers), prices),
  price: (answers, prices) => linesOf(answers).flatMap(({ sku, quantity }) => pricedLine(sku, quantity, prices) ?? []),
};

function faultsOf(lines: readonly ProductLine[], prices: PriceSnapshot): Fault[] {
  const priced: PricedLine[] = [];
  for (const [at, { sku, quantity }] of lines.entries()) {
    try {
      const line = pricedLine(sku, quantity, prices);
      if (!line)
        return [
          {
            field: `lines.${at}.sku`,
            message: `is ${shown(sku)}, which is not on the price list ${prices.name}; expected a product of it`,
          },
        ];
      priced.push(line);
    } catch (error) {
      if (!(error instanceof AmountTooLarge)) throw error;
      return [{ field: `lines.${at}.quantity`, message: `${error.message}; expected a line of at most 999,999,999.99 net` }];
    }
  }
  const other = priced.findIndex(({ currency }) => currency !== priced[0]!.currency);
  if (other > 0)
    return [
      { field: `lines.${other}.sku`, message: `is priced in ${priced[other]!.currency}; expected one currency, ${priced[0]!.currency}` },
    ];
  const net = netOf(priced);
  if (net <= 0 || net > REVENUE_LIMIT_MINOR)
    return [{ field: 'lines', message: `come to ${(net / 100).toFixed(2)}; expected a total above 0 and at most 999,999,999.99` }];
  return [];
}
