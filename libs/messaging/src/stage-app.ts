import type { DynamicModule, Type } from '@nestjs/common';
import { DatabaseModule } from '@takings/database';
import { RuntimeModule } from '@takings/runtime';
import type { MigrationInterface } from 'typeorm';
import { StagesModule, type StagesOptions } from './stages.module';
import { messagingEntities, messagingMigrations } from './tables';

export interface StageAppOptions extends Omit<StagesOptions, 'config'> {
  readonly config: StagesOptions['config'] & { readonly LOG_LEVEL: string; readonly DATABASE_URL: string; readonly DATABASE_POOL: number };
  /** The app's own, beside those of the stage runner. */
  readonly entities?: readonly Type[];
  readonly migrations: readonly Type<MigrationInterface>[];
}

/** What every app with stages imports: logs and health, its schema of the database, and the stages themselves. */
export function stageApp({ app, config, entities = [], migrations, ...options }: StageAppOptions): DynamicModule[] {
  return [
    RuntimeModule.forApp(app, config.LOG_LEVEL),
    DatabaseModule.forApp({
      app,
      url: config.DATABASE_URL,
      pool: config.DATABASE_POOL,
      entities: [...messagingEntities, ...entities],
      migrations: [...messagingMigrations, ...migrations],
    }),
    StagesModule.forApp({ app, config, ...options }),
  ];
}
