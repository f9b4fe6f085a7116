import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SaleCompleted } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { Conflict, InvalidInput } from '@takings/runtime';
import type { EntityManager } from 'typeorm';
import type { Charge } from '../charges/charge-input';
import { contentOf, insertBatch, insertCharges } from '../charges/intake';
import { isId, nameKey } from '../validation/names';
import { addSales } from './insert-sales';
import type { NewSale } from './new-sale';
import { chargeRefOf, type SaleRow, saleFact } from './sale.view';

/** What became of a sale: it is new, it was entered before just so, or it cannot be taken. */
export type Outcome = { readonly row: SaleRow; readonly added: boolean } | { readonly refused: InvalidInput | Conflict };

type Numbered = NewSale & { readonly saleId: string; readonly saleRef: string };

/** Work that goes into the same transaction before the sales, such as creating whom they name. */
type Before = (db: EntityManager, give: Give) => Promise<void>;

type Give = Parameters<Parameters<Outbox['during']>[0]>[1];

/** Where sales enter the product, by whatever door. */
@Injectable()
export class SaleIntake {
  constructor(private readonly outbox: Outbox) {}

  /**
   * Enters sales in one transaction, whose new ones go out as facts, and answers for each in the same order. A sale that cannot be taken
   * hurts no other, save one whose charges have references that are taken: that throws `Conflict`, and nothing is written.
   */
  take(sales: readonly NewSale[], before?: Before): Promise<Outcome[]> {
    return this.outbox.during(async (db, give) => {
      await before?.(db, give);
      return this.takeWith(db, give, sales);
    });
  }

  /** As `take`, in a transaction of the caller's, which has to undo all when this throws. */
  async takeWith(db: EntityManager, give: Give, sales: readonly NewSale[]): Promise<Outcome[]> {
    const numbered = sales.map((sale) => ({ ...sale, saleId: sale.saleId ?? randomUUID(), saleRef: sale.saleRef ?? `S-${randomUUID()}` }));
    const rows = await insertSales(db, numbered);
    const charges = await enterCharges(
      db,
      numbered.filter(({ saleId }) => rows.has(saleId)),
    );
    for (const sale of numbered) {
      const row = rows.get(sale.saleId);
      if (row) give(SaleCompleted.of({ ...saleFact(row), customerName: row.customer_name, charges: charges.get(sale.saleId) ?? [] }));
    }
    return this.outcomes(db, numbered, rows);
  }

  private async outcomes(db: EntityManager, sales: readonly Numbered[], added: ReadonlyMap<string, SaleRow>): Promise<Outcome[]> {
    const left = sales.filter(({ saleId }) => !added.has(saleId));
    const known = left.length > 0 ? await knownSales(db, left) : [];
    const outcomes: Outcome[] = [];
    for (const sale of sales) {
      const row = added.get(sale.saleId);
      outcomes.push(row ? { row, added: true } : (judge(sale, known) ?? { refused: await faultOf(db, sale) }));
    }
    return outcomes;
  }
}

async function insertSales(db: EntityManager, sales: readonly Numbered[]): Promise<Map<string, SaleRow>> {
  const given = sales.map(({ content, consultant, team, customer, lines, ...sale }, position) => ({
    ...sale,
    position,
    content: content.toString('hex'),
    ...(isId(consultant) ? { consultantId: consultant } : { consultantKey: nameKey(consultant) }),
    teamKey: team && nameKey(team),
    customerRef: customer.customerRef,
    customerName: customer.name,
    email: customer.email,
    cardRef: customer.cardRef,
    charges: lines.length,
  }));
  const rows = await addSales(db, [JSON.stringify(given)]);
  return new Map(rows.map((row) => [row.sale_id, row]));
}

async function enterCharges(db: EntityManager, sales: readonly Numbered[]): Promise<Map<string, Charge[]>> {
  const bySale = new Map(sales.map((sale) => [sale.saleId, chargesOf(sale)]));
  const charges = [...bySale.values()].flat();
  if (charges.length === 0) return bySale;
  const batchId = randomUUID();
  const added = await insertCharges(
    db,
    { batchId, source: 'sale' },
    charges.map((charge) => ({ charge, content: contentOf(charge) })),
  );
  const taken = charges.find(({ chargeRef }) => !added.has(chargeRef));
  if (taken)
    throw new Conflict(`sale_ref: there is a charge ${taken.chargeRef} already; expected another reference of the sale`, 'sale_ref');
  await insertBatch(db, { batchId, source: 'sale', actor: sales[0]!.actor, charges: charges.length });
  return bySale;
}

function chargesOf({ saleRef, customer, currency, dueOn, lines }: Numbered): Charge[] {
  return lines.map((line, at) => ({
    chargeRef: chargeRefOf(saleRef, at + 1),
    customerRef: customer.customerRef,
    customerName: customer.name,
    customerEmail: customer.email!,
    cardRef: customer.cardRef,
    currency,
    ...line,
    dueOn: dueOn!,
  }));
}

function knownSales(db: EntityManager, sales: readonly Numbered[]): Promise<SaleRow[]> {
  const keys = sales.flatMap(({ idempotencyKey }) => idempotencyKey ?? []);
  return db.query('select * from sale where sale_ref = any($1) or idempotency_key = any($2)', [sales.map(({ saleRef }) => saleRef), keys]);
}

/** Undefined when no sale of that reference or key is known. */
function judge({ saleRef, idempotencyKey, content }: Numbered, known: readonly SaleRow[]): Outcome | undefined {
  const sameKey = idempotencyKey === null ? undefined : known.find((row) => row.idempotency_key === idempotencyKey);
  const row = sameKey ?? known.find((one) => one.sale_ref === saleRef);
  if (!row) return undefined;
  if (row.content.equals(content)) return { row, added: false };
  const what = sameKey ? `idempotency_key: "${idempotencyKey}" came` : `sale_ref: "${saleRef}" came`;
  return { refused: new Conflict(`${what} before with another sale; expected a new one, or the same sale unchanged`) };
}

async function faultOf(db: EntityManager, { consultant, customer, origin }: Numbered): Promise<InvalidInput> {
  // Whoever an import names is there, and may have sold in the past whatever became of them.
  if (origin === 'imported') return new InvalidInput('sold_at: is still to come; expected now or a moment before', 'sold_at');
  const [seller]: { active: boolean; name: string; team: string; open: boolean }[] = await db.query(
    `select c.active, c.name, t.name as team, t.active as open from consultant c join team t using (team_id)
     where ${isId(consultant) ? 'c.consultant_id = $1' : 'c.name_key = $1'}`,
    [isId(consultant) ? consultant : nameKey(consultant)],
  );
  if (seller?.active && seller.open) {
    const [buyer]: { name: string }[] = await db.query('select name from customer where customer_ref = $1 and not active', [
      customer.customerRef,
    ]);
    const field = 'customer.customer_ref';
    if (buyer) return new InvalidInput(`${field}: ${buyer.name} is closed; expected a customer who is open`, field);
  }
  const fault = !seller
    ? `there is no consultant "${consultant}"`
    : !seller.active
      ? `${seller.name} has left`
      : `the team of ${seller.name}, ${seller.team}, is closed`;
  return new InvalidInput(`consultant: ${fault}; expected the name or the id of a consultant in an open team`, 'consultant');
}
