import { InvoiceHoldRequested } from '@takings/contracts';
import { loadConfig } from '@takings/runtime';
import { behavesLikeAStage } from '@takings/testing';
import { AppModule } from '../app.module';
import { settings } from '../config';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

behavesLikeAStage({
  stage: 'stop-debit',
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
  sample: (n) =>
    InvoiceHoldRequested.of({
      ...{ invoiceId: uuid(n), invoiceNumber: `TK-${n}`, turn: 1 },
      ...{ requestedBy: 'Ada', because: 'the customer asked us to' },
    }),
});
