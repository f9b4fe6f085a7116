import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Conflict, InvalidInput, NotFound } from '@takings/runtime';
import { hasRole, type Person, rolesInWords } from '@takings/runtime/http';
import { DataSource, type EntityManager } from 'typeorm';
import { keepAudit } from '../../audit/audit';

export const PAUSE_ACTIONS = ['pause', 'end'] as const;
export type PauseAction = (typeof PAUSE_ACTIONS)[number];

export const STEERS_CUSTOMERS = ['finance-manager'] as const;

interface PauseRow {
  readonly pause_id: string;
  readonly from_on: string;
  readonly until_on: string | null;
  readonly because: string;
  readonly paused_by: string;
  readonly paused_at: Date;
}

/** Why somebody may not do it now; null when they may. What the console offers and what the server refuses are this table. */
export const whyNot: Readonly<Record<PauseAction, (pause: Pick<PauseRow, 'paused_by'> | undefined, person: Person) => string | null>> = {
  pause: (pause, person) => byRole(person) ?? (pause ? `${pause.paused_by} has paused this customer already.` : null),
  end: (pause, person) => byRole(person) ?? (pause ? null : 'This customer is not paused.'),
};

const byRole = (person: Person) => (hasRole(person, STEERS_CUSTOMERS) ? null : `This is for ${rolesInWords(STEERS_CUSTOMERS)}.`);

export interface NewPause {
  /** YYYY-MM-DD */
  readonly fromOn: string;
  /** The last day of it; open when not said. */
  readonly untilOn?: string;
  readonly because: string;
}

/**
 * While a customer is paused no run takes the customer's charges: each run is told, when it is asked for, who is paused on its day. The
 * charges wait, and the first run after the pause takes them. What was proposed or issued before goes on.
 */
@Injectable()
export class CustomerPauses {
  constructor(private readonly db: DataSource) {}

  /** Throws `NotFound`. */
  async view(customerId: string, person: Person) {
    const customerRef = await refOf(this.db, customerId);
    const [pause, follows] = [await openOf(this.db, customerId), await this.db.query<Follows[]>(FOLLOWS, [customerRef])];
    return {
      pause: pause
        ? {
            ...{ fromOn: pause.from_on, untilOn: pause.until_on, because: pause.because },
            ...{ by: pause.paused_by, at: pause.paused_at.toISOString() },
          }
        : null,
      follows,
      can: PAUSE_ACTIONS.map((action) => ({ action, whyNot: whyNot[action](pause, person) })),
    };
  }

  /** Throws `NotFound`, `InvalidInput`, or `Conflict` when the customer is paused already. */
  async pause(customerId: string, { fromOn, untilOn, because }: NewPause, person: Person): Promise<void> {
    if (untilOn !== undefined && untilOn < fromOn)
      throw new InvalidInput('until_on: expected a day that is not before the first day of the pause', 'until_on');
    await this.decided(customerId, 'pause', person, async (db, customerRef) => {
      await db.query(
        `insert into customer_pause (pause_id, customer_id, customer_ref, from_on, until_on, because, paused_by) values ($1, $2, $3, $4, $5, $6, $7)`,
        [randomUUID(), customerId, customerRef, fromOn, untilOn ?? null, because, person.name],
      );
      const what = `paused from ${fromOn}${untilOn ? ` until ${untilOn}` : ''}: ${because}`;
      await keepAudit(db, { actor: person.name, action: 'customer paused', about: customerId, detail: { what, fromOn, untilOn, because } });
    });
  }

  async end(customerId: string, person: Person): Promise<void> {
    await this.decided(customerId, 'end', person, async (db) => {
      await db.query('update customer_pause set ended_by = $2, ended_at = clock_timestamp() where customer_id = $1 and ended_at is null', [
        customerId,
        person.name,
      ]);
      await keepAudit(db, {
        actor: person.name,
        action: 'pause of customer ended',
        about: customerId,
        detail: { what: 'ended the pause' },
      });
    });
  }

  private async decided(
    customerId: string,
    action: PauseAction,
    person: Person,
    decide: (db: EntityManager, customerRef: string) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(async (db) => {
      await db.query('select 1 from customer where customer_id = $1 for update', [customerId]);
      const customerRef = await refOf(db, customerId);
      const obstacle = whyNot[action](await openOf(db, customerId), person);
      if (obstacle) throw new Conflict(obstacle);
      await decide(db, customerRef);
    });
  }
}

export interface Follows {
  readonly currency: string;
  readonly charges: number;
  readonly totalMinor: number;
  readonly firstDueOn: string;
  readonly lastDueOn: string;
}

/** Whose charges a run of this day leaves alone. */
export async function pausedOn(db: Pick<EntityManager, 'query'>, runOn: string): Promise<string[]> {
  const rows: { customer_ref: string }[] = await db.query(
    `select customer_ref from customer_pause
     where ended_at is null and from_on <= $1 and (until_on is null or until_on >= $1) order by customer_ref collate "C"`,
    [runOn],
  );
  return rows.map(({ customer_ref }) => customer_ref);
}

async function refOf(db: Pick<EntityManager, 'query'>, customerId: string): Promise<string> {
  const [row] = await db.query('select customer_ref from customer where customer_id = $1', [customerId]);
  if (!row) throw new NotFound(`There is no customer ${customerId}`);
  return row.customer_ref;
}

/** One whose last day has passed is over, but still ends when a person says so or pauses anew. */
async function openOf(db: Pick<EntityManager, 'query'>, customerId: string): Promise<PauseRow | undefined> {
  const [row]: PauseRow[] = await db.query(
    `select pause_id, from_on::text, until_on::text, because, paused_by, paused_at from customer_pause where customer_id = $1 and ended_at is null`,
    [customerId],
  );
  return row;
}

/** What is entered, and neither in a run, invoiced nor taken back. */
const FOLLOWS = `
  select currency, count(*)::int as charges, sum(net_minor + vat_minor)::float8 as "totalMinor",
    min(due_on)::text as "firstDueOn", max(due_on)::text as "lastDueOn"
  from charge where customer_ref = $1 and state = 'waiting' group by 1 order by 1`;
