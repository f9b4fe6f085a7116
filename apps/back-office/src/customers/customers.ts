import { Injectable } from '@nestjs/common';
import { Conflict, NotFound } from '@takings/runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { refuseStale } from '../audit/concurrent-changes';
import { differences } from '../audit/differences';
import type { CustomerChangeDto, NewCustomerDto } from './customer.view';

/** What people enter of a customer; null where nothing is known. */
interface Details {
  readonly name: string;
  readonly company_number: string | null;
  readonly vat_number: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
  readonly contact_name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly card_ref: string | null;
}

export interface CustomerRow extends Details {
  readonly customer_id: string;
  readonly customer_ref: string;
  readonly active: boolean;
  readonly revision: number;
}

/** How the history names what was changed. */
const WORDS: Readonly<Record<keyof Details, string>> = {
  name: 'name',
  company_number: 'company number',
  vat_number: 'VAT number',
  address: 'address',
  postcode: 'postcode',
  contact_name: 'contact',
  email: 'e-mail',
  phone: 'phone',
  card_ref: 'card reference',
};
const FIELDS = Object.keys(WORDS) as (keyof Details)[];

/** Made references that others may have taken before us are passed over; more than so many in a row there are not. */
const TRIES = 20;

/** Customers, and what people decide about them. Sales and invoices keep what they were made out to. */
@Injectable()
export class Customers {
  constructor(private readonly db: DataSource) {}

  /** Several may have the same name; the reference tells them apart. Throws `Conflict` when it is taken. */
  async create(input: NewCustomerDto, actor: string): Promise<string> {
    const { customer_ref: asked, active = true } = input;
    return this.db.transaction(async (db) => {
      const details = detailsOf(input);
      const row = asked ? await insert(db, asked, details, active, actor) : await insertNumbered(db, details, active, actor);
      if (!row) {
        throw new Conflict(
          `customer_ref: there is a customer "${asked}" already; expected a reference that no other customer has`,
          'customer_ref',
        );
      }
      const known = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null));
      await keepAudit(db, {
        actor,
        action: 'customer created',
        about: row.customer_id,
        detail: { what: 'created', customer_ref: row.customer_ref, ...known },
      });
      return row.customer_id;
    });
  }

  /** Only what differs is changed and counted. Throws `NotFound`, or `Conflict` when somebody was first. */
  async change(customerId: string, { revision, active, ...input }: CustomerChangeDto, actor: string): Promise<void> {
    await this.db.transaction(async (db) => {
      const [before]: CustomerRow[] = await db.query('select * from customer where customer_id = $1 for update', [customerId]);
      if (!before) throw new NotFound(`There is no customer ${customerId}`);
      await refuseStale(db, customerId, before.revision, revision);
      const after = { ...before, ...said(input), active: active ?? before.active };
      const what = [
        ...differences<Details>(before, after, WORDS),
        ...(after.active === before.active ? [] : [after.active ? 'opened again' : 'closed']),
      ];
      if (what.length === 0) return;
      await db.query(
        `update customer set ${FIELDS.map((field, at) => `${field} = $${at + 3}`).join(', ')}, active = $2, revision = revision + 1 where customer_id = $1`,
        [customerId, after.active, ...FIELDS.map((field) => after[field])],
      );
      await keepAudit(db, { actor, action: 'customer changed', about: customerId, detail: { what: what.join('; ') } });
    });
  }
}

const detailsOf = (input: Partial<Details> & { name: string }) =>
  Object.fromEntries(FIELDS.map((field) => [field, input[field] ?? null])) as unknown as Details;

/** Null says that there is none; what is not said stays. */
const said = (input: Partial<Record<keyof Details, unknown>>) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

async function insertNumbered(db: EntityManager, details: Details, active: boolean, actor: string): Promise<CustomerRow | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const [{ number }]: [{ number: string }] = await db.query(`select nextval('customer_number') as number`);
    const row = await insert(db, `C-${number}`, details, active, actor);
    if (row) return row;
  }
  return undefined;
}

/** Undefined when the reference is taken. */
async function insert(db: EntityManager, ref: string, details: Details, active: boolean, actor: string): Promise<CustomerRow | undefined> {
  const [row]: CustomerRow[] = await db.query(
    `insert into customer (customer_ref, active, created_by, created_as, ${FIELDS.join(', ')})
     values ($1, $2, $3, 'created', ${FIELDS.map((_, at) => `$${at + 4}`).join(', ')})
     on conflict (customer_ref) do nothing returning *`,
    [ref, active, actor, ...FIELDS.map((field) => details[field])],
  );
  return row;
}
