import type { Type } from '@nestjs/common';
import { type App, flow, type Step } from '@takings/contracts';
import type { Stage } from './stage';

/** How the runner behaves; the defaults are what measurements showed. */
export interface RunnerOptions {
  readonly app: string;
  readonly amqpUrl: string;
  /** How long a failed fact waits before each further try, in milliseconds. */
  readonly delaysMs: readonly number[];
  /** Facts recorded in one transaction at most. */
  readonly batch: number;
  /** Messages the broker may hand over unacked to a stage without calls outside. Well above the batch, or the stage waits for the wire. */
  readonly prefetch: number;
  /** How long an outbox row belongs to the process that wrote it. */
  readonly leaseMs: number;
  readonly sweepMs: number;
  /** How long a stopping process may finish what it has begun. */
  readonly drainMs: number;
  /** An app with people's HTTP takes requests without the broker: what it accepts waits in its outbox. */
  readonly readyWithoutBroker: boolean;
  /** All arrows: their queues are declared before the first fact leaves. */
  readonly flow: readonly Step[];
}

export const RUNNER_OPTIONS = Symbol('runner options');
export const STAGES = Symbol('stages');

/** What the module was told; the instances are looked up when the app is made. */
export interface Staged {
  readonly app: App;
  readonly stages: readonly Type<Stage>[];
  /** A process may run some stages of its app only: to scale one of them, or to look at it alone. */
  readonly only?: readonly string[];
}

export const defaults = { batch: 200, prefetch: 400, leaseMs: 30_000, sweepMs: 1000, drainMs: 8000, readyWithoutBroker: false, flow };
