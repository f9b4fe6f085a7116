import { BookingChanged, type DataOf, InvoiceDue, XeroChecked, XeroCheckRequested } from '@takings/contracts';
import { KeptSettings } from '@takings/messaging';
import {
  behavesLikeAStage,
  eventually,
  FactTap,
  freshDatabase,
  type FreshDatabase,
  StageProcess,
  testBroker,
  type TestBroker,
} from '@takings/testing';
import { appOn } from '../testing/app';
import { FakeXero } from '../testing/fake-xero';
import { invoiceDue } from '../testing/samples';

const STAGES = ['check-xero', 'keep-settings-invoicing-worker', 'file-in-xero'];
const request = (n: number) =>
  XeroCheckRequested.of({ checkId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, askedBy: 'Frances Obi' });

let xero: FakeXero;
beforeAll(async () => {
  xero = await FakeXero.start();
});
afterAll(() => xero.close());

behavesLikeAStage({ stage: 'check-xero', module: (servers) => appOn(servers, xero.url), sample: request });

describe('the connection to Xero', () => {
  let database: FreshDatabase;
  let broker: TestBroker;
  let tap: FactTap;
  let process: StageProcess;
  let n = 900;

  const servers = () => ({ databaseUrl: database.url, amqpUrl: broker.url });
  const run = async (env: Record<string, string> = {}) => {
    await process?.stop();
    process = await StageProcess.start(appOn(servers(), xero.url, env), STAGES);
  };
  const checked = async () => {
    const event = tap.eventOf(request(++n));
    await tap.publish(event);
    return eventually(() => {
      const [answer] = tap.causedBy(event);
      expect(answer?.type).toBe('xero.checked.v1');
      return answer!.data as DataOf<typeof XeroChecked>;
    });
  };
  const filed = async (at: number) => {
    await tap.publish(tap.eventOf(InvoiceDue.of(invoiceDue(at))));
    return eventually(() => {
      const invoice = xero.books.invoices.find(({ InvoiceNumber }) => InvoiceNumber === invoiceDue(at).invoiceNumber);
      expect(invoice).toBeDefined();
      return invoice!.LineItems[0]!.AccountCode;
    });
  };
  const choose = async (revision: number, revenueAccount: string) => {
    const taxTypes = [{ rate: '20', taxType: 'OUTPUT2' }];
    const chosen = { setting: 'booking', revision, changedBy: 'Frances Obi', revenueAccount, clearingAccount: '090', taxTypes } as const;
    const event = tap.eventOf(BookingChanged.of(chosen));
    await tap.publish(event);
    await eventually(async () => expect(await process.db.query('select 1 from inbox where id = $1', [event.id])).toHaveLength(1));
  };

  beforeAll(async () => {
    [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
    tap = await FactTap.on(broker.url);
    await run();
  });
  afterAll(async () => {
    await process?.stop();
    await tap?.close();
    await broker?.close();
    await database?.drop();
  });

  it('brings the lists that people pick from, and no credentials', async () => {
    const answer = await checked();
    expect(answer).toMatchObject({
      findings: [],
      organisation: { name: 'Fake Ltd', baseCurrency: 'GBP', lockedUntil: '2025-11-01' },
      taxTypes: [{ taxType: 'OUTPUT2', rate: '20', active: true, onRevenue: true }],
      currencies: ['GBP'],
      inForce: { revenueAccount: '200', clearingAccount: '090' },
    });
    expect(answer.accounts.map(({ code, active, takesPayments }) => [code, active, takesPayments])).toEqual([
      ['200', true, false],
      ['299', false, false],
      ['090', true, true],
    ]);
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it('names what is wrong with the credentials', async () => {
    xero.wrongSecret = true;
    await run(); // no token in hand
    expect((await checked()).findings).toEqual([
      { what: 'XERO_CLIENT_ID', says: expect.stringContaining('does not know these credentials') },
    ]);
    xero.wrongSecret = false;
  });

  it('names the variable that is not set and the scope that is missing, and asks Xero nothing', async () => {
    await run({ XERO_CLIENT_SECRET: '', XERO_SCOPES: 'accounting.invoices accounting.contacts accounting.settings.read' });
    const before = xero.calls.length;
    expect((await checked()).findings.map(({ what }) => what)).toEqual(['XERO_CLIENT_SECRET', 'accounting.payments']);
    expect(xero.calls).toHaveLength(before);
  });

  it('books on what was chosen from the next call on, after a restart too, whatever older choice comes late', async () => {
    await run();
    expect(await filed(8001)).toBe('200');
    await choose(2, '260');
    expect(await filed(8002)).toBe('260');
    await choose(1, '299');
    expect(await filed(8003)).toBe('260');
    await run();
    expect(await filed(8004)).toBe('260');
    expect(await process.get(KeptSettings).of(BookingChanged)).toMatchObject({ revision: 2 });
  });

  it('files nothing while no account is chosen, and everything once one is', async () => {
    await process.db.query('delete from kept_setting');
    await run({ XERO_REVENUE_ACCOUNT: '' });
    await tap.publish(tap.eventOf(InvoiceDue.of(invoiceDue(8005))));
    await eventually(() =>
      expect(tap.heard.some(({ type, data }) => type === 'stage.paused.v1' && /No account for revenue/.test((data as any).reason))).toBe(
        true,
      ),
    );
    await choose(3, '200');
    expect(await filed(8005)).toBe('200');
  });
});
