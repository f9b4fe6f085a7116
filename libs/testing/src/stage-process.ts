import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type DynamicModule, type INestApplication, Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { RUNNER_OPTIONS, type RunnerOptions, type Stage, STAGES, type Staged, StageTransport } from '@takings/messaging';
import { DataSource } from 'typeorm';
import { ATTACHED_WITHIN_MS, eventually } from './eventually';

/** Where a process can be killed in the middle of a fact. */
export const CRASH_POINTS = ['before act', 'after act', 'before commit', 'after commit'] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

const CLOSE_KILLED_MS = 3000;
const never = () => new Promise<never>(() => undefined);

/** One process of an app, running one stage of it alone; it can be cut off from broker and database at a chosen point, as kill -9 does. */
export class StageProcess {
  private killed = false;
  private readonly log = new Logger('stage process');

  private constructor(
    private readonly app: INestApplication,
    private readonly transport: StageTransport,
    private readonly options: { drainMs: number },
  ) {}

  static async start(
    module: DynamicModule,
    stage: string | readonly string[],
    options: Partial<RunnerOptions> = {},
  ): Promise<StageProcess> {
    const builder = Test.createTestingModule({ imports: [module] });
    const quick = { ...(find(module, RUNNER_OPTIONS) as RunnerOptions), leaseMs: 400, sweepMs: 50, drainMs: 2000, ...options };
    const app = (await override(builder, module, stage, quick).compile()).createNestApplication({
      logger: process.env.TEST_LOGS ? undefined : false,
    });
    const transport = app.get(StageTransport, { strict: false });
    app.connectMicroservice({ strategy: transport });
    await app.startAllMicroservices();
    await app.init();
    const started = new StageProcess(app, transport, quick);
    try {
      await eventually(() => {
        if (!started.attached) throw new Error(`${stage} found no consumer`);
      }, ATTACHED_WITHIN_MS);
    } catch (error) {
      await started.stop();
      throw error;
    }
    return started;
  }

  get db(): DataSource {
    return this.app.get(DataSource, { strict: false });
  }

  get stage(): Stage {
    return this.transport.intakes[0]!.stage;
  }

  get attached() {
    return this.transport.intakes.every(({ attached }) => attached);
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.app.get(token as never, { strict: false });
  }

  /** From the next fact on: the process is lost at this point, once. Resolves when it is. */
  crashAt(point: CrashPoint): Promise<void> {
    const stage = this.stage as { -readonly [Key in keyof Stage]: Stage[Key] };
    return new Promise((crashed) => {
      const die = async () => {
        await this.cutOff(point !== 'after commit');
        crashed();
        await never();
      };
      const { act, actAll, record, recordAll } = stage;
      const beforeCommit = async <T>(given: T) => {
        if (point === 'before commit' || (!act && !actAll && point !== 'after commit')) await die();
        if (point === 'after commit') {
          await this.cutOff(false);
          crashed();
        }
        return given;
      };
      if (act) stage.act = async (work) => (await (point === 'before act' && die()), this.after(await act.call(stage, work), point, die));
      if (actAll)
        stage.actAll = async (all) => (await (point === 'before act' && die()), this.after(await actAll.call(stage, all), point, die));
      if (record) stage.record = async (done, tx) => beforeCommit(await record.call(stage, done, tx));
      if (recordAll) stage.recordAll = async (...batch) => beforeCommit(await recordAll.call(stage, ...batch));
    });
  }

  /** What a killed process still has open in here (timers, a database) is closed as well, without waiting for what will never end. */
  async stop() {
    if (this.killed) this.options.drainMs = 0;
    const closed = this.app.close().catch((error: Error) => this.log.debug(error.message));
    await (this.killed ? Promise.race([closed, wait(CLOSE_KILLED_MS, undefined, { ref: false })]) : closed);
  }

  private async after<T>(result: T, point: CrashPoint, die: () => Promise<void>): Promise<T> {
    if (point === 'after act') await die();
    return result;
  }

  /** As kill -9 does: the broker sees the sockets end and gives everything unacked to somebody else. */
  async kill() {
    await this.cutOff(true);
  }

  private async cutOff(database: boolean) {
    this.killed = true;
    for (const intake of this.transport.intakes) intake.runner.stop();
    for (const { managedConnection } of this.transport.unwrap<BrokerConnection[]>()) {
      const socket = managedConnection.connection?.connection.stream;
      void managedConnection.close(); // or it would connect again
      socket?.destroy(new Error('killed'));
    }
    if (database) await this.db.destroy();
  }
}

interface BrokerConnection {
  readonly managedConnection: { readonly connection?: { readonly connection: { readonly stream: Socket } }; close(): Promise<void> };
}

function override(
  builder: ReturnType<typeof Test.createTestingModule>,
  module: DynamicModule,
  stage: string | readonly string[],
  options: RunnerOptions,
) {
  return builder
    .overrideProvider(STAGES)
    .useValue({ ...(find(module, STAGES) as Staged), only: [stage].flat() })
    .overrideProvider(RUNNER_OPTIONS)
    .useValue(options);
}

function find(module: DynamicModule, token: symbol): unknown {
  for (const imported of (module.imports ?? []) as DynamicModule[]) {
    for (const provider of imported.providers ?? [])
      if (typeof provider === 'object' && provider.provide === token && 'useValue' in provider) return provider.useValue;
  }
  throw new Error('the module has no StagesModule');
}
