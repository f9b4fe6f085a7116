import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type DataOf, type Given, InvoicePaid, PaymentRecorded } from '@takings/contracts';
import { Conflict, NotFound, Unavailable } from '@takings/runtime';
import { Column, Entity, type EntityManager, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { pausable } from '../pauses';
import type { Delay, Done, Stage, Tx, Work } from '../stage';
import { recordPaymentModule, type TestServers } from './record-payment-module';

type Paid = DataOf<typeof InvoicePaid>;

@Entity('probe')
export class ProbeRow {
  @PrimaryColumn('text') number: string;
  @Column('text') how: string;
}

class CreateProbe1763700000002 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('create table probe (number text primary key, how text not null)');
    await db.query('create table counter (name text primary key, value int not null)');
    await db.query("insert into counter values ('a', 0)");
  }
  async down(db: QueryRunner) {
    await db.query('drop table probe, counter');
  }
}

/** What the outside saw, and how the next calls behave. Shared by all processes of a test. */
export class Outside {
  readonly calls = new Map<string, number>();
  down = false;
  running = 0;
  mostRunning = 0;
  together = 1;
  readonly delays: (Delay & { readonly number: string })[] = [];
  /** Ends the process that works on a `killer`. */
  kill?: () => Promise<void>;
}

/** Does as the invoice's number tells it: `conflict-7` conflicts. It stands in the row of `record-payment`, as a stage of the flow. */
@Injectable()
export class Probe implements Stage<typeof InvoicePaid, string, string> {
  readonly name = 'record-payment';
  readonly takes = [InvoicePaid];
  readonly givesTogether: number;

  constructor(private readonly outside: Outside) {
    this.givesTogether = outside.together;
  }

  key = ({ invoiceId }: Paid) => `probe:${invoiceId}`;
  pausedWith = ({ runId }: Paid) => [pausable.run(runId)];

  async prepare({ data }: Work<typeof InvoicePaid>, db: EntityManager) {
    if (data.invoiceNumber.startsWith('bad-prepare')) await db.query('select 1/0');
    return `prepared ${data.invoiceNumber}`;
  }

  async act({ data: { invoiceNumber: number } }: Work<typeof InvoicePaid, string>) {
    const { outside } = this;
    const calls = (outside.calls.get(number) ?? 0) + 1;
    outside.calls.set(number, calls);
    if (outside.down) throw new Unavailable('the provider is down', { everybody: true, retryAfterMs: 100 });
    if (number.startsWith('killer')) {
      await outside.kill?.();
      await new Promise(() => undefined);
    }
    outside.mostRunning = Math.max(outside.mostRunning, ++outside.running);
    await new Promise((resume) => setTimeout(resume, 2));
    outside.running--;
    if (number.startsWith('twice-away') && calls < 3) throw new Unavailable('not now');
    if (number.startsWith('come-later') && calls < 2) throw new Unavailable('in a while', { retryAfterMs: 80 });
    if (number.startsWith('always-away')) throw new Unavailable('not now');
    return number;
  }

  async delayed({ data: { invoiceNumber: number } }: Work<typeof InvoicePaid>, delay: Delay, db: EntityManager) {
    if (number.endsWith('deaf')) throw new Error('nobody listens');
    if (delay.kind === 'parked' && number.startsWith('always-away'))
      await db.insert(ProbeRow, { number: `parked ${number}`, how: delay.stuckId });
    this.outside.delays.push({ ...delay, number });
  }

  async record({ data, result }: Done<typeof InvoicePaid, string, string>, tx: Tx): Promise<Given[]> {
    if (result.startsWith('not-found')) throw new NotFound('no such invoice');
    if (result.startsWith('late') && this.outside.calls.get(result) === 1) throw new Conflict('somebody was first');
    if (result.startsWith('conflict')) throw new Conflict('somebody was first');
    if (result.startsWith('bug')) throw new TypeError('cannot read properties of undefined');
    const given = [PaymentRecorded.of({ ...data, xeroPaymentId: 'p' })];
    if (result.startsWith('refused')) {
      tx.park('rejected', 'Xero says no');
      return given;
    }
    if (result.startsWith('manager')) {
      const db = await tx.manager();
      await db.query("update counter set value = value + 1 where name = 'a'");
      if (result.startsWith('manager-bad')) await db.query('select 1/0');
    }
    tx.insert(ProbeRow, { number: data.invoiceNumber, how: result });
    return given;
  }
}

export const paid = (number: string, runId: string = randomUUID()): Given => {
  const invoiceId = randomUUID();
  return InvoicePaid.of({
    invoiceId,
    invoiceNumber: number,
    runId,
    customerRef: 'C-1',
    customerName: 'Ada',
    customerEmail: 'ada@example.com',
    cardRef: 'SBX-OK-1',
    currency: 'GBP',
    totalMinor: 1200,
    dueOn: '2026-11-21',
    xeroInvoiceId: 'x',
    attempt: 1,
    orderReference: 'order-1',
    paidMinor: 1200,
    transactionReference: 't',
    paidAt: '2026-11-21T08:00:00.000Z',
  });
};

export const probeModule = (servers: TestServers, outside: Outside) =>
  recordPaymentModule(servers, {
    stage: Probe,
    row: ProbeRow,
    migration: CreateProbe1763700000002,
    providers: [{ provide: Outside, useValue: outside }],
  });
