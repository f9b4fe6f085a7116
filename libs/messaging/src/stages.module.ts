import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { App } from '@takings/contracts';
import { defaults, RUNNER_OPTIONS, type RunnerOptions, type Staged, STAGES } from './options';
import { KeptSettings } from './kept-settings';
import { Outbox } from './outbox';
import { Pauses } from './pauses';
import type { Stage } from './stage';
import { StageTransport } from './stage-transport';

export interface StagesOptions extends Partial<Omit<RunnerOptions, 'app' | 'amqpUrl' | 'delaysMs'>> {
  readonly app: App;
  /** Classes that the app provides. */
  readonly stages: readonly Type<Stage>[];
  readonly config: { readonly AMQP_URL: string; readonly RETRY_DELAYS_MS: readonly number[]; readonly STAGES?: readonly string[] };
}

/** Runs an app's stages. */
@Module({})
export class StagesModule {
  static forApp({ app, stages, config, ...options }: StagesOptions): DynamicModule {
    const runnerOptions: RunnerOptions = { ...defaults, ...options, app, amqpUrl: config.AMQP_URL, delaysMs: config.RETRY_DELAYS_MS };
    return {
      module: StagesModule,
      global: true,
      providers: [
        { provide: RUNNER_OPTIONS, useValue: runnerOptions },
        { provide: STAGES, useValue: { app, stages, only: config.STAGES } satisfies Staged },
        Pauses,
        StageTransport,
        Outbox,
        KeptSettings,
      ],
      exports: [StageTransport, Outbox, KeptSettings],
    };
  }
}
