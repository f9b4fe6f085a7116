import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Conflict, NotFound } from '@takings/runtime';
import { DataSource } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { refuseStale } from '../audit/concurrent-changes';
import { differences } from '../audit/differences';
import { historyOf } from '../audit/history';
import type { NewProductDto, ProductChangeDto, ProductView } from './product.view';

interface ProductRow {
  readonly product_id: string;
  readonly sku: string;
  readonly name: string;
  readonly description: string | null;
  /** In percent. */
  readonly vat_rate: string;
  readonly active: boolean;
  readonly revision: number;
}

/** What is sold. What it costs stands in the price lists. */
@Injectable()
export class Products {
  constructor(private readonly db: DataSource) {}

  /** By name. */
  async all(): Promise<ProductView[]> {
    const rows: { product: ProductView }[] = await this.db.query(
      `select ${VIEW} as product from product p order by p.name_key collate "C", p.sku`,
    );
    return rows.map(({ product }) => product);
  }

  /** Throws `NotFound`. */
  async one(productId: string): Promise<ProductView> {
    const [row]: { product: ProductView }[] = await this.db.query(`select ${VIEW} as product from product p where p.product_id = $1`, [
      productId,
    ]);
    if (!row) throw new NotFound(`There is no product ${productId}`);
    return row.product;
  }

  /** Throws `Conflict` when there is one of that article number. */
  async create({ sku, name, description = null, vat_rate, active = true }: NewProductDto, actor: string): Promise<string> {
    return this.db.transaction(async (db) => {
      const [row]: ProductRow[] = await db.query(
        `insert into product (product_id, sku, name, description, vat_rate, active) values ($1, $2, $3, $4, $5, $6)
         on conflict (sku) do nothing returning *`,
        [randomUUID(), sku, name, description, vat_rate, active],
      );
      if (!row) throw new Conflict(`sku: there is a product ${sku} already; expected an article number that no other product has`, 'sku');
      const detail = { what: 'created', sku, name, description, vat_rate, active };
      await keepAudit(db, { actor, action: 'product created', about: row.product_id, detail });
      return row.product_id;
    });
  }

  /** Only what differs is changed and counted. Sales and flows keep what they were made with. Throws `NotFound`, or `Conflict` when somebody was first. */
  async change(productId: string, input: ProductChangeDto, actor: string): Promise<void> {
    await this.db.transaction(async (db) => {
      const [before]: ProductRow[] = await db.query('select * from product where product_id = $1 for update', [productId]);
      if (!before) throw new NotFound(`There is no product ${productId}`);
      await refuseStale(db, productId, before.revision, input.revision);
      const { name = before.name, description = before.description, vat_rate = before.vat_rate, active = before.active } = input;
      const after: ProductRow = { ...before, name, description, vat_rate, active };
      const what = [
        ...differences(before, after, { name: 'name', description: 'description', vat_rate: 'VAT rate' }),
        ...(active === before.active ? [] : [active ? 'sold again' : 'sold no more']),
      ];
      if (what.length === 0) return;
      await db.query(
        'update product set name = $2, description = $3, vat_rate = $4, active = $5, revision = revision + 1 where product_id = $1',
        [productId, name, description, vat_rate, active],
      );
      await keepAudit(db, { actor, action: 'product changed', about: productId, detail: { what: what.join('; ') } });
    });
  }
}

const VIEW = `
  jsonb_build_object(
    'productId', p.product_id, 'sku', p.sku, 'name', p.name, 'description', p.description, 'vatRate', p.vat_rate, 'active', p.active,
    'revision', p.revision, 'history', ${historyOf('p.product_id')})`;
