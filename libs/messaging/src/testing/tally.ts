import { Injectable } from '@nestjs/common';
import { type DataOf, type Given, InvoicePaid, PaymentRecorded } from '@takings/contracts';
import { InvalidInput } from '@takings/runtime';
import { Column, Entity, type EntityManager, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import type { Done, Park, Stage } from '../stage';
import { recordPaymentModule, type TestServers } from './record-payment-module';

type Paid = DataOf<typeof InvoicePaid>;

/** How often each invoice was counted, and by which transaction. */
@Entity('tally')
export class TallyRow {
  @PrimaryColumn('text') number: string;
  @Column('int') times: number;
  @Column('text') transaction: string;
}

class CreateTally1763700000004 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('create table tally (number text primary key, times int not null, transaction text not null)');
  }
  async down(db: QueryRunner) {
    await db.query('drop table tally');
  }
}

/** What the stage was called with; shared by all processes of a test. */
export class Calls {
  readonly recordAll: string[][] = [];
  readonly recorded: string[][] = [];
}

const numbersOf = (all: Done<typeof InvoicePaid>[]) => all.map(({ data }) => data.invoiceNumber);

/** Records together, and does as the invoice's number tells it. It stands in the row of `record-payment`, as a stage of the flow. */
@Injectable()
export class Tally implements Stage<typeof InvoicePaid> {
  readonly name = 'record-payment';
  readonly takes = [InvoicePaid];

  constructor(private readonly calls: Calls) {}

  key = ({ invoiceId }: Paid) => `tally:${invoiceId}`;

  async recordAll(fresh: Done<typeof InvoicePaid>[], db: EntityManager, park: Park): Promise<Given[][]> {
    const numbers = numbersOf(fresh);
    this.calls.recordAll.push(numbers);
    await db.query(
      `insert into tally select unnest($1::text[]), 1, pg_current_xact_id()::text
       on conflict (number) do update set times = tally.times + 1`,
      [numbers],
    );
    for (const done of fresh) if (done.data.invoiceNumber.startsWith('refused')) park(done, 'rejected', 'Xero says no');
    if (numbers.some((number) => number.startsWith('invalid'))) throw new InvalidInput('no such number');
    if (numbers.some((number) => number.startsWith('divides'))) await db.query('select 1/0');
    if (numbers.some((number) => number.startsWith('short'))) return [];
    if (numbers.every((number) => number.startsWith('silent'))) return fresh.map(() => []);
    return fresh.map(({ data }) => [PaymentRecorded.of({ ...data, xeroPaymentId: 'p' })]);
  }

  recorded(fresh: Done<typeof InvoicePaid>[]) {
    const numbers = numbersOf(fresh);
    this.calls.recorded.push(numbers);
    if (numbers.some((number) => number.startsWith('deaf'))) throw new Error('nobody listens');
  }
}

export const tallyModule = (servers: TestServers, calls: Calls) =>
  recordPaymentModule(servers, {
    stage: Tally,
    row: TallyRow,
    migration: CreateTally1763700000004,
    providers: [{ provide: Calls, useValue: calls }],
  });
