import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { type AttemptRow as Attempt, type Bill, OPEN_STATES } from './attempt.row';
import type { Change } from './decide';
import type { Outcome } from './outcome';

/** Plain SQL, one statement for a batch: every charge passes these, and TypeORM's own way to a row costs more than the row. */

/** As PostgreSQL gives it; its columns are named like ours. */
type Stored = Omit<Attempt, 'amountMinor'> & { readonly amountMinor: string };

const attemptOf = (row: Stored): Attempt => ({ ...row, amountMinor: Number(row.amountMinor) });
const column = <Row, Key extends keyof Row>(rows: readonly Row[], key: Key) => rows.map((row) => row[key]);

export interface NewAttempt {
  readonly bill: Bill;
  readonly attempt: number;
  readonly orderReference: string;
  readonly correlationId: string;
}

/** Those that came about, by their invoice: one that has this attempt, or an open one, already has no other. */
export async function insertAttempts(all: readonly NewAttempt[], openedAt: Date, db: EntityManager): Promise<Map<string, Attempt>> {
  const each = [...new Map(all.map((one) => [one.bill.invoiceId, one])).values()];
  const bills = column(each, 'bill');
  const rows = await db.query<Stored[]>(
    `insert into attempt (id, "invoiceId", attempt, "orderReference", "amountMinor", currency, "cardRef", "subscriptionNumber",
       state, bill, "correlationId", "openedAt")
     select id, invoice, attempt, reference, amount, currency, card,
       (select count(*) from attempt old where old."cardRef" = card) + 1 + row_number() over (partition by card order by invoice),
       'prepared', bill, correlation, $10
     from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::jsonb[], $9::text[])
       one(id, invoice, attempt, reference, amount, currency, card, bill, correlation)
     where not exists (select from attempt old where old."invoiceId" = invoice and (old.attempt = one.attempt or old.state = any($11)))
     order by invoice -- two processes that meet must not wait for each other
     on conflict do nothing returning *`,
    [
      each.map(() => randomUUID()),
      column(bills, 'invoiceId'),
      column(each, 'attempt'),
      column(each, 'orderReference'),
      column(bills, 'amountDueMinor'),
      column(bills, 'currency'),
      column(bills, 'cardRef'),
      bills.map((bill) => JSON.stringify(bill)),
      column(each, 'correlationId'),
      openedAt,
      OPEN_STATES,
    ],
  );
  return new Map(rows.map((row) => [row.invoiceId, attemptOf(row)]));
}

export interface Claim {
  readonly id: string;
  /** How often it had been sent when it was read. */
  readonly sends: number;
  readonly sender: string;
}

/** Whether each may send; nobody may where the invoice is held or stopped. A claim that is made again, since nobody knows whether it was written, holds. */
export async function claimAttempts(all: readonly Claim[], now: Date, nextAskAt: Date, db: EntityManager): Promise<boolean[]> {
  const [claimed] = await db.query<[Pick<Claim, 'sender'>[], number]>(
    `update attempt a set state = 'sending', sender = one.sender, sends = one.sends + 1, "sentAt" = $4, "nextAskAt" = $5
     from unnest($1::uuid[], $2::int[], $3::uuid[]) one(id, sends, sender)
     where a.id = one.id and ((a.state = 'prepared' and a.sends = one.sends) or (a.state = 'sending' and a.sender = one.sender))
       and not exists (select from hold where hold."invoiceId" = a."invoiceId")
       and not exists (select from debit_stop stop where stop."invoiceId" = a."invoiceId" and stop.stopped)
     returning a.sender`,
    [column(all, 'id'), column(all, 'sends'), column(all, 'sender'), now, nextAskAt],
  );
  const senders = new Set(column(claimed, 'sender'));
  return all.map(({ sender }) => senders.has(sender));
}

/** Locked until the transaction ends, by their ids. */
export async function lockAttempts(ids: readonly string[], db: EntityManager): Promise<Map<string, Attempt>> {
  const rows = await db.query<Stored[]>('select * from attempt where id = any($1::uuid[]) order by id for update', [ids]);
  return new Map(rows.map((row) => [row.id, attemptOf(row)]));
}

export interface NewAnswer extends Pick<Outcome, 'kind' | 'gatewayCode' | 'bankCode' | 'says'> {
  readonly attemptId: string;
}

export async function insertAnswers(all: readonly NewAnswer[], at: Date, db: EntityManager): Promise<void> {
  if (all.length === 0) return;
  await db.query(
    `insert into attempt_answer ("attemptId", at, outcome, "gatewayCode", "bankCode", message)
     select id, $6, outcome, gateway, bank, message from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
       with ordinality one(id, outcome, gateway, bank, message, nth) order by nth`,
    [column(all, 'attemptId'), column(all, 'kind'), column(all, 'gatewayCode'), column(all, 'bankCode'), column(all, 'says'), at],
  );
}

/** Every column that a decision may change, and its type. */
const CHANGING = {
  state: 'text',
  sender: 'uuid',
  asks: 'int',
  nextAskAt: 'timestamptz',
  askingSince: 'timestamptz',
  stuckRound: 'int',
  transactionReference: 'text',
  failure: 'text',
  closedAt: 'timestamptz',
} as const satisfies Record<keyof Change, string>;
const NAMES = Object.keys(CHANGING) as (keyof Change)[];

const UPDATE = `
  update attempt a set ${NAMES.map((name) => `"${name}" = one."${name}"`).join(', ')}
  from unnest($1::uuid[], ${NAMES.map((name, i) => `$${i + 2}::${CHANGING[name]}[]`).join(', ')}) one(id, ${NAMES.map((name) => `"${name}"`).join(', ')})
  where a.id = one.id`;

/** The rows, which are locked, as they are now. */
export async function updateAttempts(rows: readonly Attempt[], db: EntityManager): Promise<void> {
  if (rows.length > 0) await db.query(UPDATE, [column(rows, 'id'), ...NAMES.map((name) => column(rows, name))]);
}
