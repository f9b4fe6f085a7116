import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeXeroBooks } from './fake-xero-books';

export interface ReceivedCall {
  readonly at: number;
  /** `PUT /Invoices` */
  readonly what: string;
  readonly headers: IncomingMessage['headers'];
  readonly elements: number;
  readonly status: number;
}

/** What happens to the next call of a kind, before (`unbooked`) or after the books were written. */
export interface Fault {
  /** `PUT /Invoices` */
  readonly on: string;
  readonly booked: boolean;
  readonly then: 'drop' | 'hang' | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };
}

export interface FakeLimits {
  minuteMs: number;
  perMinute: number;
  atOnce: number;
  perDay: number;
}

/** A small stand-in for Xero over HTTP: tokens, limits in fixed windows, contacts, invoices, payments, faults on demand. */
export class FakeXero {
  readonly books = new FakeXeroBooks();
  readonly calls: ReceivedCall[] = [];
  readonly faults: Fault[] = [];
  tokens = 0;
  /** Tokens of this number and below are no longer taken. */
  revokedUpTo = 0;
  wrongSecret = false;
  latencyMs = 0;
  /** The most calls that were under way at the same time. */
  mostAtOnce = 0;
  private underWay = 0;
  private window = { index: -1, used: 0 };
  private usedToday = 0;
  private readonly phaseMs = Math.floor(Math.random() * 60_000);

  private constructor(
    private readonly server: Server,
    private readonly limits: FakeLimits,
  ) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(limits: Partial<FakeLimits> = {}): Promise<FakeXero> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const fake = new FakeXero(server, { minuteMs: 60_000, perMinute: 100_000, atOnce: 5, perDay: 1_000_000, ...limits });
    server.on('request', (request, response) => void fake.handle(request, response).catch(() => response.destroy()));
    return fake;
  }

  /** Where it listens, or did. */
  readonly url: string;

  /** Somebody else makes calls. */
  useUp(calls: number) {
    this.window = { index: this.windowIndex(), used: this.usedNow() + calls };
    this.usedToday += calls;
  }

  made(what: string) {
    return this.calls.filter((call) => call.what === what);
  }

  async close() {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async handle(request: IncomingMessage, response: ServerResponse) {
    const body = await text(request);
    if (request.url === '/connect/token') return this.giveToken(response);
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.underWay);
    try {
      await this.serve(request, response, body);
    } finally {
      this.underWay--;
    }
  }

  private giveToken(response: ServerResponse) {
    if (this.wrongSecret) return end(response, 400, { error: 'invalid_client' });
    end(response, 200, { access_token: `token-${++this.tokens}`, expires_in: 1800, token_type: 'Bearer' });
  }

  private async serve(request: IncomingMessage, response: ServerResponse, body: string) {
    const url = new URL(request.url!, this.url);
    const what = `${request.method} ${url.pathname.replace('/api', '')}`;
    const drafts = body ? (Object.values(JSON.parse(body) as Record<string, any[]>)[0] ?? []) : [];
    const note = (status: number) => this.calls.push({ at: Date.now(), what, headers: request.headers, elements: drafts.length, status });
    if (this.latencyMs) await new Promise((done) => setTimeout(done, this.latencyMs));
    if (this.refuses(request, response, note)) return;
    const fault = this.faults.findIndex(({ on }) => on === what);
    const [armed] = fault < 0 ? [] : this.faults.splice(fault, 1);
    const answer = armed && !armed.booked ? {} : this.book(what, drafts, url);
    if (!armed) {
      note(200);
      return end(response, 200, answer, this.left());
    }
    note(typeof armed.then === 'object' ? armed.then.status : 0);
    if (armed.then === 'drop') response.destroy();
    else if (typeof armed.then === 'object')
      end(response, armed.then.status, armed.then.body ?? '', { ...this.left(), ...armed.then.headers });
  }

  /** 429 comes before all else, then 401. */
  private refuses(request: IncomingMessage, response: ServerResponse, note: (status: number) => void): boolean {
    const problem = this.underWay > this.limits.atOnce ? 'concurrent' : this.usedNow() >= this.limits.perMinute ? 'minute' : undefined;
    if (problem) {
      note(429);
      const headers = {
        'x-rate-limit-problem': problem,
        ...(problem === 'minute' && { 'retry-after': String(Math.ceil(this.untilReset() / 1000)) }),
      };
      end(response, 429, '', headers);
      return true;
    }
    this.window = { index: this.windowIndex(), used: this.usedNow() + 1 };
    this.usedToday++;
    const token = Number(/^Bearer token-(\d+)$/.exec(request.headers.authorization ?? '')?.[1] ?? 0);
    if (token > this.revokedUpTo) return false;
    note(401);
    end(response, 401, { Title: 'Unauthorized', Status: 401, Detail: 'TokenExpired: token expired' }, this.left());
    return true;
  }

  private book(what: string, drafts: any[], url: URL): object {
    if (what === 'POST /Contacts') return { Contacts: this.books.upsertContacts(drafts) };
    if (what === 'PUT /Invoices') return { Invoices: this.books.createInvoices(drafts).reverse() };
    if (what === 'PUT /Payments') return { Payments: this.books.createPayments(drafts).reverse() };
    if (what === 'GET /Invoices') return { Invoices: this.books.findInvoices(url.searchParams.get('InvoiceNumbers')!.split(',')) };
    const settings = SETTINGS[what];
    if (settings) return settings;
    if (what.startsWith('POST /Invoices/')) return { Invoices: [this.books.voidInvoice(what.slice('POST /Invoices/'.length))] };
    throw new Error(`the stand-in knows no ${what}`);
  }

  private windowIndex = () => Math.floor((Date.now() + this.phaseMs) / this.limits.minuteMs);
  private usedNow = () => (this.window.index === this.windowIndex() ? this.window.used : 0);
  private untilReset = () => (this.windowIndex() + 1) * this.limits.minuteMs - this.phaseMs - Date.now();
  private left = () => ({
    'x-minlimit-remaining': String(this.limits.perMinute - this.usedNow()),
    'x-daylimit-remaining': String(this.limits.perDay - this.usedToday),
  });
}

const SETTINGS: Readonly<Record<string, object>> = {
  'GET /Organisation': { Organisations: [{ Name: 'Fake Ltd', BaseCurrency: 'GBP', PeriodLockDate: '/Date(1761955200000+0000)/' }] },
  'GET /Accounts': {
    Accounts: [
      { Code: '200', Name: 'Sales', Type: 'REVENUE', Status: 'ACTIVE', EnablePaymentsToAccount: false },
      { Code: '299', Name: 'Old sales', Type: 'REVENUE', Status: 'ARCHIVED', EnablePaymentsToAccount: false },
      { Code: '090', Name: 'Bank', Type: 'BANK', Status: 'ACTIVE', EnablePaymentsToAccount: false },
      { Name: 'Without a code', Type: 'BANK' },
    ],
  },
  'GET /TaxRates': { TaxRates: [{ TaxType: 'OUTPUT2', Name: '20%', Status: 'ACTIVE', EffectiveRate: 20, CanApplyToRevenue: true }] },
  'GET /Currencies': { Currencies: [{ Code: 'GBP', Description: 'British Pound' }] },
};

function end(response: ServerResponse, status: number, body: object | string, headers: Record<string, string> = {}) {
  const isJson = typeof body === 'object';
  response.writeHead(status, { ...(isJson && { 'content-type': 'application/json' }), ...headers });
  response.end(isJson ? JSON.stringify(body) : body);
}

async function text(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
