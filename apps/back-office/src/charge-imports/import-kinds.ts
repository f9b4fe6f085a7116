import type { EntityManager } from 'typeorm';
import { contentOf as contentOfCharge, contentsOf, type Door, type Give, type Intake } from '../charges/intake';
import { columns as chargeColumns, type Charge } from '../charges/charge-input';
import { chargeFormat } from '../charges/csv-charges';
import type { Format } from '../csv/csv-rows';
import type { Fault } from '../validation/first-fault';

export interface Weighed<Item> {
  readonly ref: string;
  readonly content: Buffer;
  readonly item: Item;
}
export type Verdict = 'new' | 'known' | Fault;
type Query = Pick<EntityManager, 'query'>;

/** What a file may hold: how a row is read, what is known of it already, and how it is entered. */
export interface ImportKind<Item extends object = any> {
  readonly format: Format<string, Item>;
  /** What is expected in each column, for people. */
  readonly expects: Readonly<Record<string, string>>;
  weigh(item: Item): Omit<Weighed<Item>, 'item'>;
  /** By reference; each once. */
  judge(db: Query, all: readonly Weighed<Item>[]): Promise<Map<string, Verdict>>;
  /** SQL: what the rows of a preview ($1) come to, by currency. */
  readonly sums?: string;
  /** Answers how many were new. */
  take(db: EntityManager, give: Give, all: readonly { line: number; item: Item }[], door: Door): Promise<number>;
}

export const CLASH: Fault = {
  column: 'charge_ref',
  reason: 'was entered before with other content; expected a new reference, or the same charge unchanged',
};

export const chargesKind = (intake: Intake): ImportKind<Charge> => ({
  format: chargeFormat,
  expects: Object.fromEntries(Object.entries(chargeColumns).map(([name, { description }]) => [name, description ?? ''])),
  weigh: (charge) => ({ ref: charge.chargeRef, content: contentOfCharge(charge) }),
  async judge(db, all) {
    const contents = await contentsOf(
      db,
      all.map(({ ref }) => ref),
    );
    const verdict = ({ ref, content }: Weighed<Charge>): Verdict => {
      const before = contents.get(ref);
      if (!before) return 'new';
      return before.some((one) => one.equals(content)) ? 'known' : CLASH;
    };
    return new Map(all.map((one) => [one.ref, verdict(one)]));
  },
  sums: `
    select coalesce(json_agg(s order by s.currency), '[]') as sums from (
      select item ->> 'currency' as currency, count(*) as rows, sum((item ->> 'netMinor')::bigint) as "netMinor",
        sum((item ->> 'vatMinor')::bigint) as "vatMinor"
      from import_row where import_id = $1 group by 1) s`,
  async take(db, give, all, door) {
    const { added } = await intake.takeWith(
      db,
      give,
      all.map(({ line, item }) => ({ at: line, charge: item })),
      door,
    );
    return added;
  },
});
