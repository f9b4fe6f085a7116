import 'reflect-metadata';
import { setTimeout as wait } from 'node:timers/promises';

import { type DynamicModule, Injectable, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type App, type DataOf, fact, type Step, settleStuck, StuckResolved, StuckSettled } from '@takings/contracts';
import { DatabaseModule } from '@takings/database';
import {
  type Done,
  messagingEntities,
  messagingMigrations,
  Outbox,
  type Stage,
  StagesModule,
  StageTransport,
  type Tx,
} from '@takings/messaging';
import { RuntimeModule } from '@takings/runtime';
import { connect } from 'amqplib';
import { Client } from 'pg';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { z } from 'zod';

const STEPS = 5;
const APP: App = 'notifier';
const TOGETHER = Number(process.env.TOGETHER ?? 1);
const ACT_MS = Number(process.env.ACT_MS ?? 0);

const shape = {
  itemId: z.uuid().describe('The item'),
  n: z.int().describe('Its number'),
  at: z.int().describe('When it was sent'),
  customerRef: z.string().describe('Who pays'),
  email: z.string().describe('Where the payer reads'),
  totalMinor: z.int().describe('What is owed'),
  currency: z.string().length(3).describe('In which currency'),
  note: z.string().describe('Weight'),
};
const facts = Array.from({ length: STEPS + 1 }, (_, n) =>
  fact(`bench.step-${n}`, 1, `The item has come to step ${n}.`, shape, { about: 'itemId' }),
);
const flow: Step[] = [
  ...Array.from(
    { length: STEPS },
    (_, n): Step => ({ stage: `bench-step-${n}`, app: APP, takes: [facts[n]!], gives: n < STEPS - 1 ? [facts[n + 1]!] : [] }),
  ),
  { stage: settleStuck(APP), app: APP, takes: [StuckResolved], gives: [StuckSettled] },
];
type Item = (typeof facts)[number];

const rowOf = (n: number) => {
  @Entity(`own_${n}`)
  class OwnRow {
    @PrimaryColumn('uuid') item: string;
    @Column('text') customer: string;
    @Column('int') totalMinor: number;
  }
  return OwnRow;
};
const rows = Array.from({ length: STEPS }, (_, n) => rowOf(n));

class CreateOwnTables1763700000003 implements MigrationInterface {
  async up(db: QueryRunner) {
    for (const n of rows.keys())
      await db.query(`create table own_${n} (item uuid primary key, customer text not null, "totalMinor" int not null)`);
  }
  async down() {}
}

function stageOf(n: number, onDone: (item: DataOf<Item>) => void): Type<Stage> {
  @Injectable()
  class BenchStep implements Stage<Item, undefined, undefined> {
    readonly name = `bench-step-${n}`;
    readonly takes = [facts[n]!];
    readonly givesTogether = TOGETHER;
    readonly act = ACT_MS > 0 ? async () => void (await wait(ACT_MS)) : undefined;
    key = ({ itemId }: DataOf<Item>) => `bench:${n}:${itemId}`;
    record({ data }: Done<Item>, tx: Tx) {
      tx.insert(rows[n]!, { item: data.itemId, customer: data.customerRef, totalMinor: data.totalMinor });
      if (n < STEPS - 1) return [facts[n + 1]!.of(data)];
      onDone(data);
      return [];
    }
  }
  return BenchStep;
}

/** The last stage tells of an item's end just before its commit; the figures wait for the commit by the end of the run. */
export async function startChain(onDone: (item: DataOf<Item>) => void) {
  const [databaseUrl, amqpUrl] = [process.env.DATABASE_URL!, process.env.AMQP_URL!];
  await emptyServers(databaseUrl, amqpUrl);
  const stages = flow.slice(0, STEPS).map((_, n) => stageOf(n, onDone));
  const module: DynamicModule = {
    module: class BenchModule {},
    imports: [
      RuntimeModule.forApp(APP, 'error'),
      DatabaseModule.forApp({
        app: 'bench',
        url: databaseUrl,
        pool: 8,
        entities: [...messagingEntities, ...rows],
        migrations: [...messagingMigrations, CreateOwnTables1763700000003],
      }),
      StagesModule.forApp({ app: APP, stages, flow, config: { AMQP_URL: amqpUrl, RETRY_DELAYS_MS: [10_000] } }),
    ],
    providers: stages,
  };
  const app = await NestFactory.create(module, { logger: ['error'] });
  const transport = app.get(StageTransport, { strict: false });
  app.connectMicroservice({ strategy: transport });
  await app.startAllMicroservices();
  await app.init();
  await attached(transport);
  const outbox = app.get(Outbox, { strict: false });
  const first = transport.intakes[0]!;
  return {
    hold: () => first.hold(),
    go: () => first.letGo(),
    send: (items: DataOf<Item>[]) =>
      outbox.give(
        items.map((item) => facts[0]!.of(item)),
        { together: TOGETHER },
      ),
    close: () => app.close(),
  };
}

async function attached(transport: StageTransport) {
  while (!transport.intakes.every((intake) => intake.attached)) await new Promise((resume) => setTimeout(resume, 10));
}

async function emptyServers(databaseUrl: string, amqpUrl: string) {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('drop schema if exists bench cascade');
  await client.end();
  const connection = await connect(amqpUrl);
  const channel = await connection.createChannel();
  for (const { stage } of flow) for (const queue of [stage, `${stage}.dead`]) await channel.deleteQueue(queue);
  await connection.close();
}
