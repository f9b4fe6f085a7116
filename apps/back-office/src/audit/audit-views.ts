import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CompanyTimeZone } from '../runs/schedule/schedule-settings';
import { ACTIONS, kindOf, wordsOf } from './actions';
import type { AuditLine, AuditQuery } from './audit.view';
import { changesOf } from './changes';

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly about: string;
  readonly subject: string | null;
  readonly detail: Record<string, unknown>;
  readonly customer_ref: string | null;
  readonly customer_id: string | null;
  readonly customer_name: string | null;
}

type Asked = Omit<AuditQuery, 'after' | 'limit'>;

/** The audit as people read it. */
@Injectable()
export class AuditViews {
  constructor(
    private readonly db: DataSource,
    private readonly zone: CompanyTimeZone,
  ) {}

  /** The newest first. */
  async page({ after, limit, ...asked }: AuditQuery): Promise<{ lines: AuditLine[]; next: number | null }> {
    const rows = await this.rows(asked, [after ?? null, limit + 1]);
    const lines = rows.slice(0, limit).map(lineOf);
    return { lines, next: rows.length > limit ? lines.at(-1)!.id : null };
  }

  /**
   * A word is looked for among the newest lines, where a common one fills a page; one that does not is rare, and found by its index. PostgreSQL
   * does not know how common the beginning of a word is, and would go through all lines for some.
   */
  private async rows({ q, ...asked }: Asked, [after, limit]: [number | null, number]): Promise<Row[]> {
    const { which, given } = this.conditions(asked);
    if (!q) return this.db.query(pageOf('audit', which), [after, limit, ...given]);
    const word = `a.found_by @@ looked_for($${given.length + 3})`;
    const values = [after, limit, ...given, q];
    const newest = `(select * from audit a where ${which} and ${BEFORE} order by a.at desc, a.id desc limit ${LOOKED_THROUGH})`;
    const rows: Row[] = await this.db.query(pageOf(newest, word), values);
    if (rows.length === limit) return rows;
    return this.db.query(
      `with found as materialized (select * from audit a where ${which} and ${word}) ${pageOf('found', 'true')}`,
      values,
    );
  }

  /** How many there are on all pages. */
  async count(asked: Asked): Promise<number> {
    const { which, given } = this.conditions(asked);
    const [row]: [{ rows: number }] = await this.db.query(`select count(*)::int as rows from (${pageOf('audit', which)}) all_pages`, [
      null,
      null,
      ...given,
    ]);
    return row.rows;
  }

  async choices() {
    const people: { actor: string }[] = await this.db.query(PEOPLE);
    const actions = Object.entries(ACTIONS).map(([action, [words]]) => ({ action, words }));
    return {
      people: people.map(({ actor }) => actor),
      actions: actions.sort((one, other) => one.words.localeCompare(other.words)),
      timeZone: this.zone.name,
    };
  }

  /** Only what is asked for, so that PostgreSQL sees which index fits. */
  private conditions({ q, by, action, customer, about, from, to }: Asked) {
    const given: unknown[] = [];
    const which = ['true'];
    const add = (value: unknown, condition: (parameter: string) => string) => {
      if (value === undefined || value === '') return;
      given.push(value);
      which.push(condition(`$${given.length + 2}`));
    };
    const startOf = (day: string) => `(${day}::timestamp at time zone '${this.zone.name}')`;
    add(q, (p) => `a.found_by @@ looked_for(${p})`);
    add(by, (p) => `a.actor collate "C" = ${p}`);
    add(action, (p) => `a.action collate "C" = ${p}`);
    add(customer, (p) => `a.customer_ref collate "C" = ${p}`);
    add(about, (p) => `a.about = ${p}`);
    add(from, (p) => `a.at >= ${startOf(`${p}::date`)}`);
    add(to, (p) => `a.at < ${startOf(`(${p}::date + 1)`)}`);
    return { which: which.join(' and '), given };
  }
}

function lineOf({ id, at, actor, action, about, subject, detail, ...whose }: Row): AuditLine {
  return {
    id: Number(id),
    at: at.toISOString(),
    by: actor,
    action,
    words: wordsOf(action),
    what: textIn(detail.what),
    about: { kind: kindOf(action), id: about, name: subject },
    customer: whose.customer_ref ? { ref: whose.customer_ref, customerId: whose.customer_id, name: whose.customer_name } : null,
    changes: changesOf(detail),
    because: textIn(detail.because) ?? textIn(detail.reason),
  };
}

const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** How many lines a word is looked for in before its index is asked. */
const LOOKED_THROUGH = 1000;

const BEFORE = '($1::bigint is null or (a.at, a.id) < (select l.at, l.id from audit l where l.id = $1))';

/** The customers of the lines of the page alone. */
const pageOf = (from: string, which: string) => `
  select a.id, a.at, a.actor, a.action, a.about, a.subject, a.detail, a.customer_ref, k.customer_id, k.name as customer_name
  from (select * from ${from} a where ${which} and ${BEFORE} order by a.at desc, a.id desc limit $2) a
    left join customer k on k.customer_ref = a.customer_ref
  order by a.at desc, a.id desc`;

/** One step of the index for each person, however much each has done. */
const PEOPLE = `
  with recursive person as (
    (select actor collate "C" as actor from audit order by actor collate "C" limit 1)
    union all
    select (select a.actor collate "C" from audit a where a.actor collate "C" > person.actor order by a.actor collate "C" limit 1)
    from person where person.actor is not null)
  select actor from person where actor is not null order by lower(actor) limit 1000`;
