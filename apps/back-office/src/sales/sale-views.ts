import { Injectable } from '@nestjs/common';
import { NotFound } from '@takings/runtime';
import { DataSource } from 'typeorm';
import { isId, nameKey } from '../validation/names';
import { type SaleQuery, type SaleRow, type SaleView, type SaleWithLinesView, saleView } from './sale.view';

interface LineRow {
  readonly charge_ref: string;
  readonly description: string;
  readonly quantity: string;
  readonly unit_price: string;
  readonly vat_rate: string;
  readonly net_minor: string;
  readonly vat_minor: string;
}

/** Sales as people see them. */
@Injectable()
export class SaleViews {
  constructor(private readonly db: DataSource) {}

  /** The newest first. */
  async page({ consultant, team, on, q, state, customer, after, limit }: SaleQuery): Promise<{ sales: SaleView[]; next: string | null }> {
    const like = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
    const rows: SaleRow[] = await this.db.query(PAGE, [
      ...named(consultant),
      ...named(team),
      on ?? null,
      like,
      state ?? null,
      after ?? null,
      limit + 1,
      customer ?? null,
    ]);
    const page = rows.slice(0, limit);
    return { sales: page.map(saleView), next: rows.length > limit ? page.at(-1)!.sale_id : null };
  }

  /** Throws `NotFound`. */
  async one(saleId: string): Promise<SaleWithLinesView> {
    const [row]: (SaleRow & { due: string | null })[] = await this.db.query('select *, due_on::text as due from sale where sale_id = $1', [
      saleId,
    ]);
    if (!row) throw new NotFound(`There is no sale ${saleId}`);
    const lines: LineRow[] = await this.db.query(LINES, [row.sale_ref, row.charges]);
    const { currency } = row;
    return {
      ...saleView(row),
      dueOn: row.due,
      lines: lines.map((line) => ({
        chargeRef: line.charge_ref,
        description: line.description,
        quantity: line.quantity,
        unitPrice: line.unit_price,
        vatRate: line.vat_rate,
        net: { minor: Number(line.net_minor), currency },
        vat: { minor: Number(line.vat_minor), currency },
      })),
    };
  }
}

/** As an id and as a key, of which one is null; both are when nothing is asked. */
const named = (nameOrId: string | undefined): [string | null, string | null] =>
  nameOrId === undefined ? [null, null] : isId(nameOrId) ? [nameOrId, null] : [null, nameKey(nameOrId)];

/** A day is that of the team in which the sale was made. */
const PAGE = `
  select s.* from sale s
  where ($1::uuid is null or s.consultant_id = $1)
    and ($2::text is null or s.consultant_id = (select consultant_id from consultant where name_key = $2))
    and ($3::uuid is null or s.team_id = $3)
    and ($4::text is null or s.team_id = (select team_id from team where name_key = $4))
    and ($5::date is null or (s.sold_at between $5::date - interval '1 day' and $5::date + interval '2 days'
         and (s.sold_at at time zone s.time_zone)::date = $5::date))
    and ($6::text is null or s.sale_ref ilike $6 or s.customer_name ilike $6 or s.customer_ref ilike $6)
    and ($7::text is null or (s.voided_at is not null) = ($7 = 'voided'))
    and ($10::text is null or s.customer_ref = $10)
    and ($8::uuid is null or (s.sold_at, s.sale_id) < (select l.sold_at, l.sale_id from sale l where l.sale_id = $8))
  order by s.sold_at desc, s.sale_id desc limit $9`;

const LINES = `
  select c.* from generate_series(1, $2::integer) n join charge c on c.charge_ref = $1 || '/' || n order by n`;
