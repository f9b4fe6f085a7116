import { Injectable } from '@nestjs/common';
import { Conflict, NotFound } from '@takings/runtime';
import type { PriceSnapshot } from '@takings/sale-flow';
import { DataSource, type EntityManager } from 'typeorm';
import { historyOf } from '../audit/history';
import { inForce } from './in-force';
import type { PriceListSummary, PriceListView } from './price-list.view';
import { PriceSettings } from './price-settings';

type Db = Pick<EntityManager, 'query'>;

/** What products cost, and when. */
@Injectable()
export class PriceLists {
  constructor(
    private readonly db: DataSource,
    private readonly settings: PriceSettings,
  ) {}

  /** The prices that hold now, as a sale keeps them. Products that are sold no more are left out. Throws `Conflict` when no list is in force. */
  async current(db: Db = this.db): Promise<PriceSnapshot> {
    const { currency, keptDays } = await this.settings.inForce(db);
    const [row]: { snapshot: PriceSnapshot | null }[] = await db.query(SNAPSHOT, [currency, keptDays]);
    if (!row?.snapshot) throw new Conflict(`No price list in ${currency} is in force; expected one to be entered under Prices first.`);
    return row.snapshot;
  }

  /** The latest to become valid first. */
  async all(): Promise<PriceListSummary[]> {
    const rows: { list: PriceListSummary }[] = await this.db.query(
      `select jsonb_build_object(${SUMMARY}) as list from ${LISTS} l order by l.valid_from desc, l.number desc`,
    );
    return rows.map(({ list }) => list);
  }

  /** Throws `NotFound`. */
  async one(priceListId: string): Promise<PriceListView> {
    const [row]: { list: PriceListView }[] = await this.db.query(`${ONE} where l.price_list_id = $1`, [priceListId]);
    if (!row) throw new NotFound(`There is no price list ${priceListId}`);
    return row.list;
  }

  /** Throws `NotFound` when none held then. */
  async inForce({
    currency = this.settings.currency,
    at = new Date().toISOString(),
  }: {
    currency?: string;
    at?: string;
  }): Promise<PriceListView> {
    const [row]: { list: PriceListView }[] = await this.db.query(`${ONE} where l.price_list_id = ${inForce('$1', '$2::timestamptz')}`, [
      currency,
      at,
    ]);
    if (!row) throw new NotFound(`No price list in ${currency} held at ${at}`);
    return row.list;
  }
}

const moment = (expression: string) => `to_char((${expression}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Each list with the one that takes over from it. One that another supersedes at the very moment holds for no time at all. */
const LISTS = `
  (select p.*, lead(p.valid_from) over (partition by p.currency order by p.valid_from, p.number) as valid_until from price_list p)`;

const SUMMARY = `
  'priceListId', l.price_list_id, 'name', l.name, 'currency', l.currency, 'version', l.version, 'validFrom', ${moment('l.valid_from')},
  'validUntil', ${moment('l.valid_until')}, 'reason', l.reason, 'enteredBy', l.entered_by, 'enteredAt', ${moment('l.entered_at')},
  'state', case when l.valid_from > now() then 'coming' when l.valid_until <= now() then 'past' else 'in force' end,
  'prices', (select count(*) from price_list_entry e where e.price_list_id = l.price_list_id)`;

const ENTRIES = `
  select coalesce(jsonb_agg(jsonb_build_object(
    'sku', p.sku, 'name', p.name, 'unitPrice', e.unit_price, 'vatRate', p.vat_rate, 'active', p.active) order by p.name_key collate "C", p.sku), '[]')
  from price_list_entry e join product p using (sku) where e.price_list_id = l.price_list_id`;

/** What the audit calls all versions of a list. */
export const aboutList = (nameKey: string, currency: string) => `price list ${nameKey} ${currency}`;

const ONE = `
  select jsonb_build_object(${SUMMARY}, 'entries', (${ENTRIES}), 'history', ${historyOf(`('price list ' || l.name_key || ' ' || l.currency)`)}) as list
  from ${LISTS} l`;

const SNAPSHOT = `
  select jsonb_build_object(
    'priceListId', l.price_list_id, 'name', l.name, 'takenAt', ${moment('now()')}, 'keptUntil', ${moment('now() + make_interval(days => $2::integer)')},
    'prices', (
      select coalesce(jsonb_object_agg(p.sku, jsonb_build_object(
        'name', p.name, 'unitPrice', e.unit_price, 'currency', l.currency, 'vatRate', p.vat_rate)), '{}')
      from price_list_entry e join product p using (sku) where e.price_list_id = l.price_list_id and p.active)
  ) as snapshot
  from price_list l where l.price_list_id = ${inForce('$1', 'now()')}`;
