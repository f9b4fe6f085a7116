import { Injectable } from '@nestjs/common';
import { NotFound } from '@takings/runtime';
import { DataSource } from 'typeorm';
import { historyOf } from '../audit/history';
import { foundByName } from './found-by-name.sql';
import type { CustomerQuery, CustomerSummary, CustomerView } from './customer.view';

/** Customers as people see them. */
@Injectable()
export class CustomerViews {
  constructor(private readonly db: DataSource) {}

  /** By name. */
  async page({ q, state, after, limit }: CustomerQuery): Promise<{ customers: CustomerSummary[]; next: string | null }> {
    const rows: { customer: CustomerSummary }[] = await this.db.query(q ? FOUND : ALL, [
      q || null,
      state === undefined ? null : state === 'open',
      after ?? null,
      limit + 1,
    ]);
    const customers = rows.slice(0, limit).map(({ customer }) => customer);
    return { customers, next: rows.length > limit ? customers.at(-1)!.customerId : null };
  }

  /** Throws `NotFound`. */
  async one(customerId: string): Promise<CustomerView> {
    const [row]: { customer: CustomerView }[] = await this.db.query(ONE, [customerId]);
    if (!row) throw new NotFound(`There is no customer ${customerId}`);
    return row.customer;
  }
}

const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const SUMMARY = `
  'customerId', k.customer_id, 'customerRef', k.customer_ref, 'name', k.name, 'companyNumber', k.company_number, 'vatNumber', k.vat_number, 'address', k.address,
  'postcode', k.postcode, 'contactName', k.contact_name, 'email', k.email, 'phone', k.phone, 'cardRef', k.card_ref, 'active', k.active,
  'revision', k.revision,
  'namesakes', (select count(*) from customer o where o.name_key collate "C" = k.name_key and o.customer_id <> k.customer_id)`;

const REST = `
  ($2::boolean is null or k.active = $2)
  and ($3::uuid is null or (k.name_key collate "C", k.customer_id) > (select l.name_key collate "C", l.customer_id from customer l where l.customer_id = $3))`;

const CUSTOMER = `jsonb_build_object(${SUMMARY}) as customer`;
const FOUND = foundByName({ columns: CUSTOMER, rest: REST, limit: '$4' });
const ALL = `
  select ${CUSTOMER} from customer k where $1::text is null and ${REST} order by k.name_key collate "C", k.customer_id limit $4`;

const SOLD = `
  select jsonb_build_object('minor', sum(s.revenue_minor), 'currency', s.currency, 'sales', count(*), 'lastAt', ${moment('max(s.sold_at)')}) as line
  from sale s where s.customer_ref = k.customer_ref and s.voided_at is null group by s.currency order by s.currency`;

/** What a customer came with who was not entered by a person; for others the audit has it. */
const FIRST = `
  case when k.created_as = 'created' then '[]'::jsonb
       else jsonb_build_array(jsonb_build_object('at', ${moment('k.created_at')}, 'by', k.created_by, 'what', k.created_as)) end`;

const ONE = `
  select jsonb_build_object(${SUMMARY}, 'createdAt', ${moment('k.created_at')},
    'sold', (select coalesce(jsonb_agg(line), '[]') from (${SOLD}) sold),
    'history', ${FIRST} || ${historyOf('k.customer_id')}) as customer
  from customer k where k.customer_id = $1`;
