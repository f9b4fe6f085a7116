import type { DynamicModule, Provider, Type } from '@nestjs/common';
import { DatabaseModule } from '@takings/database';
import { RuntimeModule } from '@takings/runtime';
import type { MigrationInterface } from 'typeorm';
import type { Stage } from '../stage';
import { StagesModule } from '../stages.module';
import { messagingEntities, messagingMigrations } from '../tables';

export interface TestServers {
  readonly databaseUrl: string;
  readonly amqpUrl: string;
}

interface Parts {
  readonly stage: Type<Stage>;
  readonly row: Type;
  readonly migration: Type<MigrationInterface>;
  readonly providers: Provider[];
}

/** An app of one test stage with one table, which stands in the row of `record-payment`. */
export const recordPaymentModule = ({ databaseUrl, amqpUrl }: TestServers, { stage, row, migration, providers }: Parts): DynamicModule => ({
  module: RecordPaymentModule,
  imports: [
    RuntimeModule.forApp('invoicing-worker', 'silent'),
    DatabaseModule.forApp({
      app: 'invoicing-worker',
      url: databaseUrl,
      pool: 4,
      entities: [...messagingEntities, row],
      migrations: [...messagingMigrations, migration],
    }),
    StagesModule.forApp({ app: 'invoicing-worker', stages: [stage], config: { AMQP_URL: amqpUrl, RETRY_DELAYS_MS: [50, 100] } }),
  ],
  providers: [stage, ...providers],
});

class RecordPaymentModule {}
