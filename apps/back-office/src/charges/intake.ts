import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ChargesEntered, type Given } from '@takings/contracts';
import { prepared } from '@takings/database';
import { Outbox } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import { keepCustomersOf } from '../customers/customers-of-charges';
import type { Charge } from './charge-input';
import { withStoredCards } from './stored-cards';

/** Charges in one transaction and one fact. */
export const BATCH_SIZE = 500;

export interface Entry {
  /** Where it stood: the line of the file, or the index in the request. */
  readonly at: number;
  readonly charge: Charge;
}
export interface Door {
  readonly source: 'csv' | 'api' | 'crm';
  readonly actor: string;
}
export type Give = (...facts: Given[]) => void;
export interface Taken {
  readonly added: number;
  readonly alreadyKnown: number;
  /** Entries whose reference is known with another content. */
  readonly clashes: readonly Entry[];
}

/** Where charges enter the product, by whatever door. */
@Injectable()
export class Intake {
  constructor(private readonly outbox: Outbox) {}

  /** Enters up to `BATCH_SIZE` charges, all in one transaction; those that are new are given on as one fact. */
  async take(entries: readonly Entry[], door: Door): Promise<Taken> {
    return this.outbox.during((db, give) => this.takeWith(db, give, entries, door));
  }

  /** As `take`, in a transaction of the caller's. */
  async takeWith(db: EntityManager, give: Give, entries: readonly Entry[], { source, actor }: Door): Promise<Taken> {
    const batchId = randomUUID();
    const weighed = entries.map((entry) => ({ ...entry, content: contentOf(entry.charge) }));
    const batch = await withStoredCards(db, weighed);
    const added = await insertCharges(db, { batchId, source }, batch);
    const known = await contentsOf(
      db,
      batch.map(({ charge }) => charge.chargeRef).filter((ref) => !added.has(ref)),
    );
    const sorted = sortOut(batch, added, known);
    if (sorted.added.length > 0) {
      await keepCustomersOf(sorted.added, actor, db);
      await insertBatch(db, { batchId, source, actor, charges: sorted.added.length });
      // To whoever takes it the connector is a script like others.
      give(ChargesEntered.of({ batchId, source: source === 'crm' ? 'api' : source, enteredBy: actor, charges: sorted.added }));
    }
    return { added: sorted.added.length, alreadyKnown: sorted.alreadyKnown, clashes: sorted.clashes };
  }
}

/** By what contents each reference is known: as it was entered and, where a person has edited it, as it is now. */
export type Contents = ReadonlyMap<string, readonly Buffer[]>;

export async function contentsOf(db: Pick<EntityManager, 'query'>, refs: readonly string[]): Promise<Contents> {
  if (refs.length === 0) return new Map();
  const rows: { charge_ref: string; content: Buffer; edited_content: Buffer | null }[] = await db.query(
    'select charge_ref, content, edited_content from charge where charge_ref = any($1)',
    [refs],
  );
  return new Map(
    rows.map(({ charge_ref, content, edited_content }) => [charge_ref, edited_content ? [content, edited_content] : [content]]),
  );
}

interface Weighed extends Entry {
  readonly content: Buffer;
}

/** A run waits until as many charges as are counted here have come to the collector. */
export async function insertBatch(
  db: EntityManager,
  {
    batchId,
    source,
    actor,
    charges,
  }: { batchId: string; source: Door['source'] | 'sale' | 'void' | 'change'; actor: string; charges: number },
): Promise<void> {
  await addBatch(db, [batchId, source, actor, charges]);
}

/** Leaves known references alone, and answers with those that are new. */
export async function insertCharges(
  db: EntityManager,
  { batchId, source }: { batchId: string; source: Door['source'] | 'sale' },
  batch: readonly { readonly charge: Charge; readonly content: Buffer }[],
): Promise<Set<string>> {
  const rows = batch.map(({ charge, content }) => ({ ...charge, content: content.toString('hex') }));
  const added = await addCharges(db, [batchId, JSON.stringify(rows), source]);
  return new Set(added.map(({ charge_ref }) => charge_ref));
}

/** In the order they came: the first of a new reference is the one that was added; each further one either says the same again or clashes. */
function sortOut(batch: readonly Weighed[], added: ReadonlySet<string>, known: Contents) {
  const contents = new Map(known);
  const outcome = { added: [] as Charge[], alreadyKnown: 0, clashes: [] as Entry[] };
  for (const { at, charge, content } of batch) {
    const before = contents.get(charge.chargeRef);
    if (!before && added.has(charge.chargeRef)) {
      contents.set(charge.chargeRef, [content]);
      outcome.added.push(charge);
    } else if (before?.some((one) => one.equals(content))) outcome.alreadyKnown += 1;
    else outcome.clashes.push({ at, charge });
  }
  return outcome;
}

export function contentOf(charge: Charge): Buffer {
  const { chargeRef, customerRef, customerName, customerEmail, cardRef, currency, description, quantity, unitPrice, vatRate, dueOn } =
    charge;
  const values = [chargeRef, customerRef, customerName, customerEmail, cardRef, currency, description, quantity, unitPrice, vatRate, dueOn];
  return createHash('sha256').update(JSON.stringify(values)).digest();
}

/** In order of reference, so that two imports of the same file at the same time wait for each other instead of deadlocking. */
const addBatch = prepared('add-charge-batch', 'insert into charge_batch (batch_id, source, entered_by, charges) values ($1, $2, $3, $4)');

const addCharges = prepared<{ charge_ref: string }>(
  'add-charges',
  `
  insert into charge (charge_ref, batch_id, content, customer_ref, customer_name, customer_email, card_ref, currency, description,
                      quantity, unit_price, vat_rate, net_minor, vat_minor, due_on, source)
  select "chargeRef", $1::uuid, decode(content, 'hex'), "customerRef", "customerName", "customerEmail", "cardRef", currency, description,
         quantity, "unitPrice", "vatRate", "netMinor", "vatMinor", "dueOn", $3::text
  from rows from (
    jsonb_to_recordset($2::jsonb) as (
      "chargeRef" text, content text, "customerRef" text, "customerName" text, "customerEmail" text, "cardRef" text, currency text,
      description text, quantity text, "unitPrice" text, "vatRate" text, "netMinor" bigint, "vatMinor" bigint, "dueOn" date)
  ) with ordinality as c("chargeRef", content, "customerRef", "customerName", "customerEmail", "cardRef", currency,
      description, quantity, "unitPrice", "vatRate", "netMinor", "vatMinor", "dueOn", position)
  order by "chargeRef", position
  on conflict (charge_ref) do nothing
  returning charge_ref`,
);
