import { randomUUID } from 'node:crypto';
import type { DynamicModule } from '@nestjs/common';
import { type CloudEvent, type Given, stepOf } from '@takings/contracts';
import { ParkedRow } from '@takings/messaging';
import { eventually } from './eventually';
import { FactTap } from './fact-tap';
import { type FreshDatabase, freshDatabase } from './fresh-database';
import { CRASH_POINTS, StageProcess } from './stage-process';
import { type TestBroker, testBroker } from './test-broker';

export interface Servers {
  readonly databaseUrl: string;
  readonly amqpUrl: string;
}

export interface StageSample {
  readonly stage: string;
  /** The app's module, as it starts in production, on these servers. Providers outside are fakes that keep their state between calls of this. */
  module(servers: Servers): DynamicModule | Promise<DynamicModule>;
  /** A fact that the stage takes and that leads to an ordinary end; another business intent for each n. */
  sample(n: number): Given;
  /** Throws unless the outside saw the intent of sample n exactly once. */
  outsideSawOnce?(n: number): Promise<void> | void;
  /** How many facts an ordinary end gives; 1 if not said. */
  readonly gives?: number;
}

/** Every stage of the product goes through this: repeats, a crash at each step, two workers, poison, unknown versions. */
export function behavesLikeAStage({ stage, module, sample, outsideSawOnce, gives = 1 }: StageSample): void {
  describe(`${stage}, as every stage,`, () => {
    let database: FreshDatabase;
    let broker: TestBroker;
    let tap: FactTap;
    let running: Promise<StageProcess>[] = [];
    let last = 0;

    const startOne = async () => StageProcess.start(await module({ databaseUrl: database.url, amqpUrl: broker.url }), stage);
    const start = () => {
      const starting = startOne();
      running.push(starting);
      return starting;
    };
    const next = () => {
      const n = ++last;
      return { n, event: tap.eventOf(sample(n)) };
    };
    const givenOnce = (event: CloudEvent) => eventually(() => expect(tap.causedBy(event)).toHaveLength(gives));
    const recordedOnce = async ({ db }: StageProcess, { id }: CloudEvent) =>
      eventually(async () => expect(await db.query('select 1 from inbox where stage = $1 and id = $2', [stage, id])).toHaveLength(1));

    beforeAll(async () => {
      [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
      tap = await FactTap.on(broker.url);
    });
    afterEach(async () => {
      // A process that a test gave up waiting for starts all the same.
      await Promise.all(running.map((starting) => starting.then((process) => process.stop()).catch(() => undefined)));
      running = [];
    });
    afterAll(async () => {
      await tap?.close();
      await broker?.close();
      await database?.drop();
    });

    it('names the same intent at every repeat, and another for another fact', async () => {
      const process = await start();
      const [first, second] = [sample(1001), sample(1002)];
      expect(process.stage.key(first.data as never)).toBe(process.stage.key(sample(1001).data as never));
      expect(process.stage.key(first.data as never)).not.toBe(process.stage.key(second.data as never));
    });

    it('does its work once when the same fact arrives three times', async () => {
      const process = await start();
      const { n, event } = next();
      await Promise.all([tap.publish(event), tap.publish(event)]);
      await recordedOnce(process, event);
      await tap.publish(event);
      const { n: m, event: after } = next();
      await tap.publish(after);
      await recordedOnce(process, after);
      await givenOnce(after);
      await givenOnce(event);
      await outsideSawOnce?.(n);
      await outsideSawOnce?.(m);
    });

    it.each(CRASH_POINTS)('does its work once when the process is lost %s', async (point) => {
      const process = await start();
      const crashed = process.crashAt(point);
      const { n, event } = next();
      await tap.publish(event);
      await crashed;
      const other = await start();
      await recordedOnce(other, event);
      await givenOnce(event);
      await outsideSawOnce?.(n);
    });

    it('shares its queue between two workers without doing anything twice', async () => {
      const [one] = await Promise.all([start(), start()]);
      const all = Array.from({ length: 20 }, next);
      await Promise.all(all.map(({ event }) => tap.publish(event)));
      for (const { n, event } of all) {
        await recordedOnce(one, event);
        await givenOnce(event);
        await outsideSawOnce?.(n);
      }
    });

    it('keeps poison and unknown versions for a person and goes on with the rest', async () => {
      const process = await start();
      const [type] = stepOf(stage).takes.map((fact) => fact.type);
      const strange = { ...tap.eventOf({ type: `${type}9`, subject: 'x', data: {} }) };
      const empty = tap.eventOf({ type: type!, subject: 'x', data: {} }, randomUUID());
      const { n, event } = next();
      await tap.sendToStage(stage, '{ this is not JSON');
      await tap.sendToStage(stage, JSON.stringify(strange));
      await tap.sendToStage(stage, JSON.stringify(empty));
      await tap.publish(event);
      await recordedOnce(process, event);
      await givenOnce(event);
      await outsideSawOnce?.(n);
      await eventually(async () => {
        const reasons = (await process.db.getRepository(ParkedRow).find()).map(({ reason }) => reason);
        expect(reasons).toHaveLength(3);
        expect(reasons).toContainEqual(expect.stringContaining('The message is not JSON'));
        expect(reasons).toContainEqual(expect.stringContaining('Invalid input'));
        expect(reasons).toContainEqual(expect.stringContaining(`does not take ${type}9`));
      });
    });
  });
}
