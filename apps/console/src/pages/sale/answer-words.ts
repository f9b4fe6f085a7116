import { type FieldDefinition, pricedLine, type PriceSnapshot } from '@takings/sale-flow';
import { counted } from '../../formats/counts';
import { longDay } from '../../formats/times';
import { money } from '../../formats/money';
import { NOTHING } from '../../formats/settings';

/** An answer as people read it. */
export function answerWords(field: FieldDefinition, value: unknown, prices: PriceSnapshot): string {
  if (field.kind === 'yes') return value === true ? 'Yes' : 'No';
  if (field.kind === 'lines') return Array.isArray(value) ? value.map((line) => lineWords(line, prices)).join('; ') || NOTHING : NOTHING;
  if (typeof value !== 'string' || value === '') return NOTHING;
  if (field.kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return longDay(value);
  return field.options?.find((option) => option.value === value)?.label ?? value;
}

/** "4 × Phone line, £38.00" */
export function lineWords(line: unknown, prices: PriceSnapshot): string {
  if (typeof line === 'string') return line;
  const { sku = '', quantity = '' } = line as { sku?: string; quantity?: string };
  const priced = priceOf(sku, quantity, prices);
  if (!priced) return `${quantity} × ${sku}`;
  return `${priced.quantity} × ${priced.description}, ${money({ minor: priced.netMinor, currency: priced.currency })}`;
}

/** Undefined while the line makes no sense yet. */
export function priceOf(sku: string, quantity: string, prices: PriceSnapshot) {
  try {
    return pricedLine(sku, quantity.trim(), prices);
  } catch {
    return undefined;
  }
}

export const linesInWords = (count: number) => counted(count, 'product');
