import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rules about money that no code path may break stand in the database itself. */
export class CreateAttempts1763700000001 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`create table attempt (
      id uuid primary key,
      "invoiceId" uuid not null,
      attempt int not null check (attempt >= 1),
      "orderReference" text not null unique check (length("orderReference") between 1 and 25),
      "amountMinor" bigint not null check ("amountMinor" between 1 and 9999999999999),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      "cardRef" text not null check ("cardRef" <> ''),
      "subscriptionNumber" int not null check ("subscriptionNumber" > 1),
      state text not null check (state in ('prepared', 'sending', 'asking', 'held', 'paid', 'failed', 'void')),
      sender uuid check ((sender is not null) = (state = 'sending')),
      sends int not null default 0 check (sends >= 0),
      asks int not null default 0 check (asks >= 0),
      "nextAskAt" timestamptz check (("nextAskAt" is not null) = (state in ('sending', 'asking', 'held'))),
      "askingSince" timestamptz check (state <> 'asking' or "askingSince" is not null),
      "stuckRound" int not null default 0 check ("stuckRound" >= 0),
      "transactionReference" text check (("transactionReference" is not null) = (state = 'paid')),
      failure text check ((failure is not null) = (state = 'failed')),
      bill jsonb not null,
      "correlationId" text not null,
      "openedAt" timestamptz not null,
      "sentAt" timestamptz check (state <> 'sending' or "sentAt" is not null),
      "closedAt" timestamptz check (("closedAt" is not null) = (state in ('paid', 'failed', 'void'))),
      unique ("invoiceId", attempt))`);
    // While one attempt is open, whatever its state, no other may start; and an invoice is debited once.
    await db.query(
      `create unique index attempt_one_open on attempt ("invoiceId") where state in ('prepared', 'sending', 'asking', 'held')`,
    );
    await db.query(`create unique index attempt_one_paid on attempt ("invoiceId") where state = 'paid'`);
    await db.query(`create index attempt_due on attempt ("nextAskAt") where state in ('sending', 'asking', 'held')`);
    await db.query('create index attempt_card on attempt ("cardRef")');
    await db.query(`create table attempt_answer (
      id bigint generated always as identity primary key,
      "attemptId" uuid not null references attempt (id),
      at timestamptz not null,
      outcome text not null,
      "gatewayCode" text,
      "bankCode" text,
      message text not null)`);
    await db.query('create index attempt_answer_attempt on attempt_answer ("attemptId", id)');
  }

  async down(db: QueryRunner) {
    await db.query('drop table attempt_answer, attempt');
  }
}
