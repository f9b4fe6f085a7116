import { InvoiceMailed } from '@takings/contracts';
import { loadConfig } from '@takings/runtime';
import { behavesLikeAStage } from '@takings/testing';
import { AppModule } from '../app.module';
import { settings } from '../config';
import { FakeGateway } from '../testing/fake-gateway';
import { aBill } from '../testing/samples';

describe('payments-worker', () => {
  let gateway: FakeGateway;
  const bills = new Map<number, ReturnType<typeof aBill>>();
  const billOf = (n: number) => {
    const bill = bills.get(n) ?? aBill({ invoiceNumber: `TK-${n}` });
    bills.set(n, bill);
    return bill;
  };

  beforeAll(async () => {
    gateway = await FakeGateway.start();
  });
  afterAll(() => gateway.close());

  behavesLikeAStage({
    stage: 'charge-card',
    module: ({ databaseUrl, amqpUrl }) =>
      AppModule.with(
        loadConfig(settings, {
          DATABASE_URL: databaseUrl,
          AMQP_URL: amqpUrl,
          LOG_LEVEL: 'silent',
          SECURE_TRADING_URL: gateway.url,
          ST_ALIAS: FakeGateway.alias,
          ST_PASSWORD: FakeGateway.password,
          ST_SITE_REFERENCE: FakeGateway.site,
        }),
      ),
    sample: (n) => InvoiceMailed.of(billOf(n)),
    outsideSawOnce: (n) => {
      expect(gateway.auths(`TK-${n}-1`)).toHaveLength(1);
      expect(gateway.debits(`TK-${n}-1`)).toHaveLength(1);
    },
  });
});
