import { type DataOf, GatewayChecked, GatewayCheckRequested } from '@takings/contracts';
import { loadConfig } from '@takings/runtime';
import { behavesLikeAStage, type Servers } from '@takings/testing';
import { AppModule } from '../app.module';
import { settings } from '../config';
import { SecureTrading } from '../secure-trading/secure-trading';
import { FakeGateway } from '../testing/fake-gateway';
import { GatewayCheck } from './gateway-check';

let gateway: FakeGateway;
beforeAll(async () => {
  gateway = await FakeGateway.start();
});
afterAll(() => gateway.close());

const credentials = { ST_ALIAS: FakeGateway.alias, ST_PASSWORD: FakeGateway.password, ST_SITE_REFERENCE: FakeGateway.site };
const payments = ({ databaseUrl, amqpUrl }: Servers) =>
  AppModule.with(
    loadConfig(settings, {
      DATABASE_URL: databaseUrl,
      AMQP_URL: amqpUrl,
      LOG_LEVEL: 'silent',
      SECURE_TRADING_URL: gateway.url,
      ...credentials,
    }),
  );

behavesLikeAStage({
  stage: 'check-gateway',
  module: payments,
  sample: (n) => GatewayCheckRequested.of({ checkId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, askedBy: 'Frances Obi' }),
});

describe('the connection to Secure Trading', () => {
  async function look(changes: Partial<typeof credentials> = {}): Promise<DataOf<typeof GatewayChecked>['findings']> {
    const given = { ...credentials, ...changes };
    const account = {
      ...{ url: gateway.url, alias: given.ST_ALIAS, password: given.ST_PASSWORD, siteReference: given.ST_SITE_REFERENCE },
      ...{ accountType: 'RECUR', subscriptionType: 'RECURRING', initiationReason: null },
      ...{ timeoutMs: 2000, connectTimeoutMs: 1000, idleConnections: 1 },
    };
    const client = new SecureTrading(account);
    try {
      return await new GatewayCheck(client, given).look();
    } finally {
      client.onApplicationShutdown();
    }
  }

  it('is asked without moving money', async () => {
    const before = gateway.books.length;
    expect(await look()).toEqual([]);
    expect(gateway.requests.at(-1)).toMatchObject({ requesttypedescriptions: ['TRANSACTIONQUERY'] });
    expect(gateway.books).toHaveLength(before);
  });

  it.each([
    [{ ST_PASSWORD: 'wrong' }, ['ST_ALIAS']],
    [{ ST_PASSWORD: '', ST_SITE_REFERENCE: '' }, ['ST_PASSWORD', 'ST_SITE_REFERENCE']],
  ])('with %j says what is wrong', async (changes, what) => {
    expect((await look(changes)).map((finding) => finding.what)).toEqual(what);
  });

  it('that is down is told as such', async () => {
    gateway.everything = 503;
    expect(await look()).toEqual([{ what: 'Secure Trading', says: expect.stringContaining('cannot be reached') }]);
    gateway.everything = null;
  });
});
