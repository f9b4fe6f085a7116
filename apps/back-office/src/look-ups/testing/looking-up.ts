import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { type Stage, stageApp } from '@takings/messaging';
import type { Servers } from '@takings/testing';
import { CheckCredit } from '../check-credit/check-credit.stage';
import { FindAddresses } from '../find-addresses/find-addresses.stage';
import { LookUpCompany } from '../look-up-company/look-up-company.stage';
import { LookUpResults } from '../look-up-results';
import { Questions } from '../questions';
import { CreateDesk1763700009999, Desk } from './desk';

const stages: Type<Stage>[] = [LookUpCompany, CheckCredit, FindAddresses];

/** The stages of look-ups and nothing else of the back office. */
@Module({})
export class LookingUp {
  static with({ databaseUrl, amqpUrl }: Servers, sources: Provider[], delaysMs = [100, 200]): DynamicModule {
    const config = { LOG_LEVEL: 'silent', DATABASE_URL: databaseUrl, DATABASE_POOL: 4, AMQP_URL: amqpUrl, RETRY_DELAYS_MS: delaysMs };
    return {
      module: LookingUp,
      imports: [...stageApp({ app: 'back-office', config, stages, migrations: [CreateDesk1763700009999] })],
      providers: [...stages, ...sources, Questions, { provide: LookUpResults, useClass: Desk }],
    };
  }
}
