import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Conflict, InvalidInput } from '@takings/runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { uniquely } from '../audit/concurrent-changes';
import { nameKey } from '../validation/names';
import type { EntryInput, NewPriceListDto } from './price-list.view';
import { aboutList } from './price-lists';
import { priceChanges } from './price-changes';

/** A client's clock may be behind ours by as much; what it calls now is then now. */
const CLOCK_SKEW_MS = 60_000;

interface Latest {
  readonly price_list_id: string;
  readonly version: number;
  readonly entered_by: string;
  readonly at: string;
}

/** What people decide about prices: nothing is edited, each change is a further version. */
@Injectable()
export class Pricing {
  constructor(private readonly db: DataSource) {}

  /**
   * Enters a list, or the next version of the one of that name and currency. Throws `InvalidInput` that names the field, or `Conflict` when
   * somebody was first.
   */
  async enter(input: NewPriceListDto, actor: string): Promise<string> {
    const { name, currency, reason = null, entries, based_on } = input;
    const validFrom = momentOf(input.valid_from);
    return this.db.transaction(async (db) => {
      await refuseUnknown(db, entries);
      const before = await latest(db, name, currency);
      if (based_on !== undefined && based_on !== (before?.version ?? 0)) throw changedMeanwhile(before);
      const version = (before?.version ?? 0) + 1;
      const priceListId = randomUUID();
      await uniquely(
        db.query(
          `insert into price_list (price_list_id, name, name_key, currency, version, valid_from, reason, entered_by)
           values ($1, $2, $3, $4, $5, coalesce($6, now()), $7, $8)`,
          [priceListId, name, nameKey(name), currency, version, validFrom, reason, actor],
        ),
        () => new Conflict('Somebody entered a version of this list in this very moment. Look at it, and enter yours again.'),
      );
      const old = before ? await entriesOf(db, before.price_list_id) : [];
      await db.query(
        `insert into price_list_entry (price_list_id, sku, unit_price)
         select $1, e.sku, e.unit_price from jsonb_to_recordset($2::jsonb) as e(sku text, unit_price text)`,
        [priceListId, JSON.stringify(entries)],
      );
      const what = [`version ${version} from ${validFrom ?? 'now on'}`, ...priceChanges(old, entries), ...(reason ? [reason] : [])].join(
        '; ',
      );
      const about = aboutList(nameKey(name), currency);
      await keepAudit(db, { actor, action: 'price list entered', about, detail: { what, priceListId, version } });
      return priceListId;
    });
  }
}

/** Null for now. What held at a moment that is gone stays as it was. */
function momentOf(said: string | undefined): string | null {
  if (said === undefined) return null;
  const at = Date.parse(said);
  if (at >= Date.now()) return new Date(at).toISOString();
  if (at >= Date.now() - CLOCK_SKEW_MS) return null;
  throw new InvalidInput('valid_from: is past; expected now or a moment to come, so that what held before stays as it was', 'valid_from');
}

async function refuseUnknown(db: EntityManager, entries: readonly EntryInput[]) {
  const rows: { sku: string }[] = await db.query('select sku from product where sku = any($1) for key share', [
    entries.map(({ sku }) => sku),
  ]);
  const known = new Set(rows.map(({ sku }) => sku));
  const at = entries.findIndex(({ sku }) => !known.has(sku));
  if (at === -1) return;
  throw new InvalidInput(
    `entries.${at}.sku: there is no product ${entries[at]!.sku}; expected the article number of a product`,
    `entries.${at}.sku`,
  );
}

async function latest(db: EntityManager, name: string, currency: string): Promise<Latest | undefined> {
  const [row]: Latest[] = await db.query(
    `select price_list_id, version, entered_by, to_char(entered_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at
     from price_list where name_key = $1 and currency = $2 order by version desc limit 1`,
    [nameKey(name), currency],
  );
  return row;
}

const entriesOf = (db: EntityManager, priceListId: string): Promise<EntryInput[]> =>
  db.query('select sku, unit_price from price_list_entry where price_list_id = $1', [priceListId]);

function changedMeanwhile(before: Latest | undefined): Conflict {
  if (!before) return new Conflict('based_on: there is no list of that name and currency yet; expected 0 or nothing');
  return new Conflict(`${before.entered_by} entered version ${before.version} at ${before.at} UTC.`);
}
