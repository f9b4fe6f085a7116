import { StuckResolved } from '@takings/contracts';
import { loadConfig } from '@takings/runtime';
import { behavesLikeAStage } from '@takings/testing';
import { AppModule } from '../app.module';
import { settings } from '../config';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

behavesLikeAStage({
  stage: 'let-charge-go',
  module: ({ databaseUrl, amqpUrl }) =>
    AppModule.with(
      loadConfig(settings, {
        DATABASE_URL: databaseUrl,
        AMQP_URL: amqpUrl,
        LOG_LEVEL: 'silent',
        ST_ALIAS: 'nobody',
        ST_PASSWORD: 'nothing',
        ST_SITE_REFERENCE: 'test_none',
      }),
    ),
  gives: 0,
  // A charge of which this app knows nothing, as for a decision about another app's item.
  sample: (n) =>
    StuckResolved.of({
      ...{ stuckId: uuid(n), app: 'payments-worker', round: 1, action: 'discard' },
      ...{ resolvedBy: 'Ada', because: 'Support has no such payment' },
    }),
});
