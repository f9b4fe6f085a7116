import { connect } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@takings/testing';
import { call, type InvoiceRow, type Run, today } from '@takings/tools';
import { json } from 'node:stream/consumers';
import { finish } from './driver/books';
import { charge, csvFile, type Row } from './driver/charges';
import { folder, remove, RunningProduct } from './driver/running-product';
import { reachableServers } from './driver/servers';

const A_RUN_MS = 120_000;
const SETTLES_WITHIN_MS = 60_000;

let servers: Awaited<ReturnType<typeof reachableServers>>;
let data: string;
let running: RunningProduct;

beforeAll(async () => {
  servers = await reachableServers();
  data = folder();
  running = await RunningProduct.start(data, servers.env);
}, A_RUN_MS);
afterAll(async () => {
  await running?.stop();
  await servers.close();
  remove(data);
});

interface Stuck {
  readonly stuckId: string;
  readonly state: string;
  readonly stage: string;
  readonly kind: string;
  readonly reason: string;
  readonly subject: string | null;
  readonly actions: readonly string[];
  readonly settled: { readonly outcome: string; readonly by: string } | null;
}

const ask = async <Answer>(path: string): Promise<Answer> =>
  (await json(await call(`${running.url}${path}`, { headers: running.headers }))) as Answer;
const stuck = async (query: string) => (await ask<{ items: Stuck[] }>(`/api/stuck?limit=200&${query}`)).items;
const invoiceOf = async (customerRef: string) => {
  const { invoices } = await ask<{ invoices: InvoiceRow[] }>(`/api/invoices?q=${customerRef}`);
  expect(invoices).toHaveLength(1);
  return invoices[0]!;
};

/** Decides, and waits until it is carried out. */
async function decide({ stuckId }: Stuck, action: 'retry' | 'discard'): Promise<void> {
  const url = `${running.url}/api/stuck/${stuckId}/${action}`;
  await call(url, { method: 'POST', json: { because: 'the end-to-end test wants it' }, headers: running.headers });
  await eventually(async () => expect(await ask(`/api/stuck/${stuckId}`)).toMatchObject({ state: 'settled' }), SETTLES_WITHIN_MS);
}

async function runOf(...rows: readonly Row[]): Promise<Run> {
  await running.product.importCharges(csvFile(data, rows));
  return running.product.startRun(today());
}

/** One that is paid, unless something is changed about it. */
const payer = (customerRef: string, changes: Row = {}) =>
  charge(0, {
    charge_ref: `CH-${randomUUID()}`,
    customer_ref: customerRef,
    customer_name: `Payer ${customerRef}`,
    card_ref: 'SBX-OK-1',
    ...changes,
  });

/** Straight to a stage's queue, where nobody should put it. */
async function putOnQueue(stage: string, body: string): Promise<void> {
  const connection = await connect(servers.brokerUrl);
  const channel = await connection.createConfirmChannel();
  channel.sendToQueue(stage, Buffer.from(body), { persistent: true, messageId: randomUUID() });
  await channel.waitForConfirms();
  await connection.close();
}

it(
  'keeps a message that is not JSON for a person, who lets it go',
  async () => {
    await putOnQueue('file-in-xero', '{ this is not JSON');
    const [item] = await eventually(async () => {
      const items = await stuck('state=open&stage=file-in-xero');
      expect(items).toHaveLength(1);
      return items;
    }, SETTLES_WITHIN_MS);
    expect(item).toMatchObject({
      kind: 'poison',
      reason: expect.stringContaining('not JSON'),
      actions: expect.arrayContaining(['discard']),
    });
    await decide(item!, 'discard');
    expect(await ask(`/api/stuck/${item!.stuckId}`)).toMatchObject({ settled: { outcome: 'discarded', by: 'local operator' } });
  },
  A_RUN_MS,
);

it(
  'keeps a fact of an unknown version for a person, with the version named',
  async () => {
    const event = {
      specversion: '1.0',
      id: randomUUID(),
      source: 'a newer release',
      type: 'invoice.mailed.v9',
      subject: randomUUID(),
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      correlationid: randomUUID(),
      data: {},
    };
    await putOnQueue('charge-card', JSON.stringify(event));
    const item = await eventually(async () => {
      const found = (await stuck('state=open&stage=charge-card')).find(({ subject }) => subject === event.subject);
      expect(found?.reason).toContain('does not take invoice.mailed.v9');
      return found!;
    }, SETTLES_WITHIN_MS);
    await decide(item, 'discard');
  },
  A_RUN_MS,
);

it(
  'an invoice of a customer who is archived in Xero waits for a person, and is paid once the customer is restored',
  async () => {
    const first = await runOf(payer('ARCHIVED-1'));
    await finish(running.product, first.runId);
    await running.sandbox.archiveContact('ARCHIVED-1');
    const second = await runOf(payer('ARCHIVED-1'));
    await finish(running.product, second.runId);
    const { invoices } = await ask<{ invoices: InvoiceRow[] }>(`/api/invoices?runId=${second.runId}`);
    const [invoice] = invoices;
    expect(invoice).toMatchObject({ state: 'rejected', needsYou: true, filedAt: null });
    const [item] = await stuck(`state=open&subject=${invoice!.invoiceId}`);
    expect(item).toMatchObject({
      stage: 'file-in-xero',
      reason: expect.stringContaining('archived in Xero'),
      actions: expect.arrayContaining(['retry']),
    });

    await running.sandbox.restoreContact('ARCHIVED-1');
    await decide(item!, 'retry');
    await eventually(async () => {
      const [now] = (await ask<{ invoices: InvoiceRow[] }>(`/api/invoices?runId=${second.runId}`)).invoices;
      expect(now).toMatchObject({ state: 'paid', needsYou: false, recordedAt: expect.any(String), notifiedAt: expect.any(String) });
    }, SETTLES_WITHIN_MS);
  },
  A_RUN_MS,
);

it(
  'an address that no mail server takes: the invoice waits for a person with the words of the server',
  async () => {
    const { runId } = await runOf(payer('BOUNCE-1', { customer_email: 'bounce@example.com' }));
    await finish(running.product, runId);
    const invoice = await invoiceOf('BOUNCE-1');
    expect(invoice).toMatchObject({ state: 'undeliverable', needsYou: true, mailedAt: null });
    const [item] = await stuck(`state=open&subject=${invoice.invoiceId}`);
    expect(item).toMatchObject({ stage: 'mail-invoice', reason: expect.stringContaining('User unknown') });
  },
  A_RUN_MS,
);

it.each([
  ['Xero', 'xero-wrong-credentials', 'invoicing-worker', /takes nothing for \d+ ms: .*check XERO_CLIENT_ID, XERO_CLIENT_SECRET/],
  ['the gateway', 'securetrading-wrong-credentials', 'payments-worker', /takes nothing for \d+ ms: .*ST_ALIAS or ST_PASSWORD is wrong/],
])(
  'wrong credentials of %s hold the run up, and it goes on by itself when they are right again',
  async (_, fault, app, words) => {
    await running.sandbox.switchFaults({ [fault]: true });
    const { runId } = await runOf(payer(fault));
    const log = () => readFileSync(join(data, 'logs', `${app}.log`), 'utf8');
    await eventually(() => expect(words.test(log())).toBe(true), SETTLES_WITHIN_MS);
    await running.sandbox.switchFaults({ [fault]: false });
    await finish(running.product, runId);
    expect(await invoiceOf(fault)).toMatchObject({ state: 'paid', needsYou: false });
  },
  A_RUN_MS,
);
