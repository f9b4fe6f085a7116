import type { NestExpressApplication } from '@nestjs/platform-express';
import { loadConfig } from '@takings/runtime';
import { freshDatabase } from '@takings/testing';
import { settings } from '../config';
import { SmtpListener } from '../smtp/smtp-listener';
import { startSandbox } from '../start-sandbox';

type Body = Record<string, unknown>;
type Headers = Record<string, string>;

export interface Reply<Shape = any> {
  readonly status: number;
  readonly headers: globalThis.Headers;
  readonly body: Shape;
}

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

/** A sandbox on a database of its own, spoken to over HTTP and SMTP as any client would. */
export async function runningSandbox(env: Record<string, string> = {}) {
  const database = await freshDatabase();
  const config = loadConfig(settings, {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    SANDBOX_SMTP_PORT: '0',
    SANDBOX_VISIBILITY_MS: '0',
    SANDBOX_XERO_MINUTE_LIMIT: '10000',
    SANDBOX_XERO_DAY_LIMIT: '100000',
    ...env,
    DATABASE_URL: database.url,
  });
  let app: NestExpressApplication = await startSandbox(config);
  const base = async () => `http://127.0.0.1:${new URL(await app.getUrl()).port}/sandbox`;

  const request = async (method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Reply> => {
    const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${await base()}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: sent,
      redirect: 'manual',
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('application/json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };

  const token = async (scope = '', credentials = 'takings-sandbox:sandbox-secret') => {
    const form = `grant_type=client_credentials${scope && `&scope=${encodeURIComponent(scope)}`}`;
    return request('POST', '/xero/connect/token', form, {
      authorization: basic(credentials),
      'content-type': 'application/x-www-form-urlencoded',
    });
  };
  let bearer: string | undefined;
  const xero = async (method: string, path: string, body?: unknown, headers: Headers = {}) => {
    bearer ??= `Bearer ${(await token()).body.access_token}`;
    return request(method, `/xero/api.xro/2.0${path}`, body, { authorization: bearer, accept: 'application/json', ...headers });
  };

  const gateway = async (fields: Body, envelope: Body = {}, credentials = 'ws@takings.example:sandbox-password') =>
    request(
      'POST',
      '/securetrading/json/',
      { alias: 'ws@takings.example', version: '1.00', request: [fields], ...envelope },
      { authorization: basic(credentials) },
    );

  return {
    request,
    token,
    xero,
    gateway,
    forgetToken: () => {
      bearer = undefined;
    },
    /** A contact that exists; its ContactID. */
    contact: async (number: string): Promise<string> => {
      const { body } = await xero('POST', '/Contacts', { Contacts: [{ ContactNumber: number, Name: `Customer ${number}` }] });
      return body.Contacts[0].ContactID;
    },
    faults: (change: Body) => request('PUT', '/api/faults', change),
    advance: (ms: number) => request('POST', '/api/clock/advance', { ms }),
    smtpPort: () => app.get(SmtpListener).port,
    book: async (name: string): Promise<any[]> => {
      const { body } = await request('GET', `/api/books/${name}`);
      return String(body)
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    },
    restart: async () => {
      await app.close();
      app = await startSandbox(config);
    },
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

export type RunningSandbox = Awaited<ReturnType<typeof runningSandbox>>;

/** Asks Xero to answer each element of a batch for itself. */
export const EACH = '?summarizeErrors=false';

/** What is wrong with an element, in Xero's words. */
export const messages = (element: { ValidationErrors?: { Message: string }[] }) =>
  (element.ValidationErrors ?? []).map(({ Message }) => Message);

export const invoice = (contactId: string, number: string, more: Body = {}) => ({
  Type: 'ACCREC',
  Contact: { ContactID: contactId },
  InvoiceNumber: number,
  Reference: `ref ${number}`,
  Date: '2026-11-21',
  DueDate: '2026-12-05',
  LineAmountTypes: 'Exclusive',
  CurrencyCode: 'GBP',
  Status: 'AUTHORISED',
  LineItems: [{ Description: 'Support plan', Quantity: 1, UnitAmount: 120, AccountCode: '200', TaxType: 'OUTPUT2' }],
  ...more,
});

export const charge = (card: string, orderReference: string, more: Body = {}) => ({
  sitereference: 'test_takings',
  requesttypedescriptions: ['AUTH'],
  accounttypedescription: 'RECUR',
  parenttransactionreference: card,
  baseamount: '14400',
  orderreference: orderReference,
  credentialsonfile: '2',
  subscriptiontype: 'RECURRING',
  subscriptionnumber: '2',
  ...more,
});

export const query = (orderReference: string) => ({
  requesttypedescriptions: ['TRANSACTIONQUERY'],
  filter: { sitereference: [{ value: 'test_takings' }], orderreference: [{ value: orderReference }] },
});
