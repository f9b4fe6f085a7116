import { Injectable } from '@nestjs/common';
import type { Person, Role } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import { ChargesController } from '../charges/charges.controller';
import { mayUse } from '../exports/export-list';
import { RunsController } from '../runs/runs.controller';
import { CHARGES } from './charges.sql';
import { CUSTOMERS } from './customers.sql';
import type { Hit, Kind } from './found.view';
import { INVOICES, invoiceNumbers } from './invoices.sql';
import { OPEN_SALES } from './open-sales.sql';
import { daysMeant, RUNS } from './runs.sql';
import { SALES } from './sales.sql';

/** Where is looked, in the order of the answer: who may see it, and the question with its parameters, of which the last is how many. */
interface Place {
  readonly kind: Kind;
  readonly roles: readonly Role[];
  readonly sql: string;
  readonly asked: (q: string, who: Person, limit: number) => readonly unknown[];
}

const PLACES: readonly Place[] = [
  {
    kind: 'customers',
    roles: ['agent', 'team-manager', 'finance-manager', 'finance-approver', 'management'],
    sql: CUSTOMERS,
    asked: (q, _who, limit) => [q, limit],
  },
  {
    kind: 'open-sales',
    roles: ['consultant', 'agent', 'team-manager'],
    sql: OPEN_SALES,
    asked: (q, { id, team, consultant, roles }, limit) => [q, id, team, consultant, roles.includes('admin'), limit],
  },
  {
    kind: 'sales',
    roles: ['consultant', 'agent', 'team-manager', 'finance-manager', 'finance-approver', 'management'],
    sql: SALES,
    asked: (q, who, limit) => [q, beginning(q.toLowerCase()), ownOf(who), limit],
  },
  {
    kind: 'invoices',
    roles: ['finance-manager', 'finance-approver', 'management'],
    sql: INVOICES,
    asked: (q, _who, limit) => [
      q,
      beginning(q.toUpperCase()),
      invoiceNumbers(q, new Date().getUTCFullYear()),
      // With its sign, so that a name is not looked for there as well.
      q.includes('@') ? beginning(q.toLowerCase()) : null,
      limit,
    ],
  },
  {
    kind: 'runs',
    roles: mayUse(RunsController),
    sql: RUNS,
    asked: (q, _who, limit) => [...daysMeant(q, new Date()), limit],
  },
  {
    kind: 'charges',
    roles: mayUse(ChargesController),
    sql: CHARGES,
    asked: (q, _who, limit) => [q, beginning(q.toLowerCase()), limit],
  },
];

/** Finds by what people know: a name, a reference, a number. */
@Injectable()
export class Search {
  constructor(private readonly db: DataSource) {}

  /** Up to `limit` of each kind that the person may see. */
  async find(q: string, who: Person, limit: number): Promise<{ kind: Kind; hits: Hit[]; more: boolean }[]> {
    if (q === '') return [];
    const groups = await Promise.all(
      PLACES.filter(({ roles }) => sees(who, roles)).map(async ({ kind, sql, asked }) => {
        const rows: { hit: Hit }[] = await this.db.query(sql, [...asked(q, who, limit + 1)]);
        return { kind, hits: rows.slice(0, limit).map(({ hit }) => hit), more: rows.length > limit };
      }),
    );
    return groups.filter(({ hits }) => hits.length > 0);
  }
}

const sees = ({ roles }: Person, may: readonly Role[]) => roles.includes('admin') || may.some((role) => roles.includes(role));

/** Whoever only sells sees only what they sold: null for everybody else. */
function ownOf(who: Person): string | null {
  const onlySells = !sees(who, ['agent', 'team-manager', 'finance-manager', 'finance-approver', 'management']);
  return onlySells ? (who.consultant ?? NOBODY) : null;
}
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** For LIKE. */
const beginning = (text: string) => `${text.replace(/[\\%_]/g, '\\$&')}%`;
