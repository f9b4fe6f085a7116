import { type Check, column, control, PRINTABLE, seenRevision, upTo, WITH_LINE_BREAKS } from '@takings/fields';
import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { History } from '../audit/history';
import { columns } from '../charges/charge-input';

const SKU_LIMIT = 40;
const SKU = /^[A-Z0-9]([A-Z0-9._/-]*[A-Z0-9])?$/;

/** One way to write each: fibre-24 and FIBRE-24 are the same. */
const isSku: Check = (text) =>
  upTo(SKU_LIMIT, SKU, 'has a sign that is neither a letter of A to Z nor a digit, dot, stroke or hyphen between them')(text.toUpperCase());

export const sku = column(`an article number such as FIBRE-24, at most ${SKU_LIMIT} letters, digits, dots, strokes and hyphens`, isSku);

const fields = {
  sku: sku.describe('Its unique article number, which stays'),
  name: column('the name of the product, 1 to 120 printable signs', upTo(120, PRINTABLE, control)),
  description: z
    .preprocess(
      (raw) => (typeof raw === 'string' && raw.trim() === '' ? null : raw),
      column('what it is, at most 2,000 signs', upTo(2000, WITH_LINE_BREAKS, control)).nullish(),
    )
    .describe('What it is; null for nothing'),
  vat_rate: columns.vat_rate,
  active: z.boolean().optional().describe('false once it is sold no more'),
};

const Product = z.object({
  productId: z.uuid(),
  sku: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  vatRate: z.string().describe('In percent'),
  active: z.boolean(),
  revision: z.int().positive(),
  history: History,
});
export type ProductView = z.input<typeof Product>;

export class ProductDto extends createZodDto(Product) {}
export class ProductListDto extends createZodDto(z.object({ products: z.array(Product) })) {}
export class NewProductDto extends createZodDto(z.strictObject(fields)) {}
const { sku: _stays, ...changeable } = fields;
export class ProductChangeDto extends createZodDto(z.strictObject({ ...changeable, revision: seenRevision }).partial()) {}
export class ProductParams extends createZodDto(z.object({ id: z.uuid() })) {}
