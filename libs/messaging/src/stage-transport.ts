import type { Socket } from 'node:net';
import { AmqpConnection } from '@golevelup/nestjs-rabbitmq';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { type Fact, type Given, heedPauses, keepSettings } from '@takings/contracts';
import { Readiness } from '@takings/runtime';
import { DataSource } from 'typeorm';
import { envelope } from './envelope';
import { HeedPauses } from './heed-pauses.stage';
import { Intake } from './intake';
import { KeepSettings } from './keep-settings.stage';
import { KeptSettings } from './kept-settings';
import { RUNNER_OPTIONS, type RunnerOptions, type Staged, STAGES } from './options';
import { oneWriteATurn } from './one-write-a-turn';
import { OutboxRelay } from './outbox-relay';
import { insertOutbox } from './outbox-rows';
import { poolOf } from '@takings/database';
import { Pauses } from './pauses';
import { type OutboxRow, Publisher } from './publisher';
import type { Stage } from './stage';
import { RestingStages } from './resting-stages';
import { SettleStuck } from './settle-stuck.stage';
import { queuesOf } from './topology';

const CLOSE_MS = 2000;
const LOOK_EVERY_MS = 5;

/** Nest's way in: `listen` attaches the stages as soon as the broker is there, `close` drains them within a bound. */
@Injectable()
export class StageTransport extends Server implements CustomTransportStrategy, OnApplicationShutdown {
  intakes: Intake[] = [];
  private publisher?: Publisher;
  private relay?: OutboxRelay;
  private connections: AmqpConnection[] = [];
  private readonly resting: RestingStages;
  private readonly log = new Logger('stages');

  constructor(
    private readonly db: DataSource,
    private readonly module: ModuleRef,
    @Inject(STAGES) private readonly staged: Staged,
    @Inject(RUNNER_OPTIONS) private readonly options: RunnerOptions,
    private readonly pauses: Pauses,
    private readonly kept: KeptSettings,
    readiness: Readiness,
  ) {
    super();
    this.resting = new RestingStages(db, () => this.intakes, options.sweepMs);
    readiness.add('database', async () => Boolean(await db.query('select 1')) || 'does not answer');
    if (!options.readyWithoutBroker) readiness.add('broker', () => this.publisher?.ready || 'facts cannot leave: no channel to the broker');
    if (!options.readyWithoutBroker) readiness.add('stages', () => this.unattached());
  }

  /** Does not wait for the broker: what an app with people's HTTP accepts meanwhile waits in its outbox. */
  listen(done: (error?: unknown) => void) {
    const { db, options } = this;
    // Two connections: a broker short of memory blocks those who publish, and acks must still reach it.
    const [publishing, consuming] = [this.connect('publish'), this.connect('consume')];
    const publisher = new Publisher(publishing, queuesOf(options.flow), options.delaysMs);
    this.publisher = publisher;
    this.relay = new OutboxRelay(db, publisher, options.leaseMs, options.sweepMs);
    this.intakes = this.stages().map(
      (stage) => new Intake(stage, consuming, db, publisher, options, (fact) => this.tell(fact), this.pauses),
    );
    this.relay.start();
    void publisher.whenReady().then(async (ready) => {
      if (!ready) return;
      await this.resting.start();
      this.intakes.forEach((intake) => intake.open());
    });
    done();
  }

  /** Facts that are committed in the outbox. What cannot go now is unsent, so that the relay need not wait for its lease to end. */
  publish(rows: readonly OutboxRow[]) {
    this.publisher?.send(rows);
  }

  /** Waits while the broker is slow to confirm; not while it is away, since then facts wait in the outbox. */
  async room(): Promise<void> {
    await this.publisher?.room();
  }

  async close() {
    this.resting.stop();
    await Promise.all(this.intakes.map((intake) => intake.drain()));
    const drained = await this.until(
      () => this.intakes.every(({ idle }) => idle) && this.publisher?.inFlight.size === 0,
      this.options.drainMs,
    );
    if (!drained) this.log.warn('draining took too long; the broker gives the rest to others');
    await this.relay?.stop();
    await Promise.all([...this.intakes.map((intake) => intake.close()), this.publisher?.close()]);
    this.intakes = [];
  }

  /** After `close`: Nest runs the other shutdown hooks before it closes a strategy. */
  async onApplicationShutdown() {
    const closing = Promise.all(this.connections.map(({ managedConnection }) => managedConnection.close()));
    await Promise.race([closing, new Promise((resume) => setTimeout(resume, CLOSE_MS).unref())]);
  }

  on() {
    return this;
  }

  unwrap<T>() {
    return this.connections as T;
  }

  /** Throws when a stage takes other facts than its row of `flow.ts` says: its queue would be filled by nobody, or with the wrong facts. */
  private stages(): Stage[] {
    const { app, stages, only } = this.staged;
    const all: Stage[] = [...stages.map((stage) => this.module.get(stage, { strict: false })), new SettleStuck(app), ...this.keeping()];
    if (this.options.flow.some(({ stage }) => stage === heedPauses(app))) all.push(new HeedPauses(app, this.pauses, this.resting));
    const wrong = all.filter((stage) => !this.agreesWithFlow(stage)).map(({ name }) => name);
    if (wrong.length > 0) throw new Error(`takes other facts than flow.ts says: ${wrong.join(', ')}`);
    return only ? all.filter(({ name }) => only.includes(name)) : all;
  }

  /** An app that takes settings has this stage of its own accord. */
  private keeping(): Stage[] {
    const row = this.options.flow.find(({ stage }) => stage === keepSettings(this.staged.app));
    return row ? [new KeepSettings(this.staged.app, row.takes, this.kept)] : [];
  }

  private agreesWithFlow({ name, takes }: Stage): boolean {
    const row = this.options.flow.find(({ stage }) => stage === name);
    const types = (facts: readonly Fact[] = []) =>
      facts
        .map(({ type }) => type)
        .sort()
        .join();
    return row !== undefined && types(row.takes) === types(takes);
  }

  private connect(purpose: string): AmqpConnection {
    const amqp = new AmqpConnection({
      name: purpose,
      uri: this.options.amqpUrl,
      registerHandlers: false,
      enableDirectReplyTo: false,
      connectionInitOptions: { wait: false, skipConnectionFailedLogging: true, skipDisconnectFailedLogging: true },
      connectionManagerOptions: {
        reconnectTimeInSeconds: 1,
        heartbeatIntervalInSeconds: 10,
        // Without noDelay, Nagle's algorithm holds each confirm back: 2,000 awaited publishes took 44 s instead of 0.7 s.
        connectionOptions: { noDelay: true, clientProperties: { connection_name: `${this.options.app} ${purpose}` } },
      },
    } as ConstructorParameters<typeof AmqpConnection>[0]);
    void amqp.init().catch((error: Error) => this.log.warn(`broker: ${error.message}`));
    amqp.managedConnection.on('connect', ({ connection }) => oneWriteATurn(socketOf(connection)));
    this.sayWhenItIsAway(amqp, purpose);
    this.connections.push(amqp);
    return amqp;
  }

  /** One line for each change: the broker may be away for hours, and is looked for every second. */
  private sayWhenItIsAway({ managedConnection }: AmqpConnection, purpose: string) {
    let away = false;
    const say = ({ err }: { err?: Error }) => {
      if (!away) this.log.warn(`the broker is away (${purpose}): ${err?.message ?? 'the line was closed'}`);
      away = true;
    };
    managedConnection.on('disconnect', say);
    managedConnection.on('connectFailed', say);
    managedConnection.on('connect', () => {
      if (away) this.log.log(`the broker is back (${purpose})`);
      away = false;
    });
  }

  private unattached(): true | string {
    const missing = this.intakes.filter(({ attached }) => !attached).map(({ stage }) => stage.name);
    return missing.length === 0 || `without a consumer: ${missing.join(', ')}`;
  }

  private async tell(fact: Given) {
    const row = envelope(this.options.app, fact, {});
    await insertOutbox(poolOf(this.db), [row], this.options.leaseMs);
    this.publish([row]);
  }

  private async until(condition: () => boolean, withinMs: number): Promise<boolean> {
    for (const end = Date.now() + withinMs; !condition(); await new Promise((resume) => setTimeout(resume, LOOK_EVERY_MS))) {
      if (Date.now() > end) return false;
    }
    return true;
  }
}

/** amqplib's own types do not tell of it. */
const socketOf = (connection: unknown) => (connection as { connection: { stream: Socket } }).connection.stream;
