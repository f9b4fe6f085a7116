import { CreditProposed } from '@takings/contracts';
import { loadConfig } from '@takings/runtime';
import { behavesLikeAStage } from '@takings/testing';
import { AppModule } from '../app.module';
import { settings } from '../config';
import { aBill } from '../testing/samples';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

behavesLikeAStage({
  stage: 'hold-debit',
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
  sample: (n) =>
    CreditProposed.of({
      ...aBill({ invoiceId: uuid(n), invoiceNumber: `TK-${n}` }),
      creditMinor: 14_400,
      chargeRefs: [`SO-${n}/1`],
      saleId: uuid(n),
      saleRef: `SO-${n}`,
      reason: 'Wrong customer',
    }),
});
