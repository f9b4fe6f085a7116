import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type Json = Record<string, any>;

/** How the gateway treats charges of one card. */
export interface Treatment {
  readonly code?: string;
  readonly bankCode?: string;
  readonly settleStatus?: string;
  /** Written to the gateway's books; if not said, when the code is 0. */
  readonly booked?: boolean;
  /** What comes back: the answer; nothing, the line is dropped; nothing until `release`; an HTTP status with a page; or what is told here. */
  readonly reply?: 'answer' | 'drop' | 'hold' | number | ((answer: Json) => unknown);
  readonly data?: Json;
}

interface Record_ extends Json {
  visible: boolean;
}

/**
 * As much of Secure Trading as its client needs for a test: HTTP Basic with an HTML 401, AUTH of a stored card, TRANSACTIONQUERY, and the ways in which
 * a reply is lost. It knows no idempotency: two AUTHs under one reference are two charges.
 */
export class FakeGateway {
  static readonly alias = 'ws@acme.example';
  static readonly password = 'secret';
  static readonly site = 'test_takings';

  readonly books: Record_[] = [];
  readonly requests: Json[] = [];
  /** Whether what is booked from now on is seen by queries at once. */
  visibleAtOnce = true;
  connections = 0;
  /** Turns every request away or fails it, whatever it asks. */
  everything: number | null = null;
  private readonly treatments = new Map<string, Treatment>();
  private readonly holding: (() => void)[] = [];

  private constructor(private readonly server: http.Server) {
    server.on('request', (request, response) => void this.take(request, response));
    server.on('connection', () => this.connections++);
  }

  static async start(): Promise<FakeGateway> {
    const server = http.createServer();
    const gateway = new FakeGateway(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return gateway;
  }

  get url() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/json/`;
  }

  treat(cardRef: string, treatment: Treatment) {
    this.treatments.set(cardRef, treatment);
  }

  showAll() {
    for (const record of this.books) record.visible = true;
  }

  /** Lets go of replies that were held. */
  release() {
    for (const go of this.holding.splice(0)) go();
  }

  auths(orderReference: string) {
    return this.requests.filter((request) => request.requesttypedescriptions[0] === 'AUTH' && request.orderreference === orderReference);
  }

  debits(orderReference: string) {
    return this.books.filter((record) => record.orderreference === orderReference && record.errorcode === '0');
  }

  async close() {
    this.release();
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async take(message: http.IncomingMessage, response: http.ServerResponse) {
    let body = '';
    for await (const chunk of message) body += chunk;
    const expected = `Basic ${Buffer.from(`${FakeGateway.alias}:${FakeGateway.password}`).toString('base64')}`;
    if (message.headers.authorization !== expected) return page(response, 401);
    if (this.everything) return page(response, this.everything);
    const [request] = JSON.parse(body).request as [Json];
    this.requests.push(request);
    const send = (answer: Json) =>
      json(response, { requestreference: request.requestreference, version: '1.00', response: [answer], secrand: 'x' });
    if (request.requesttypedescriptions[0] === 'TRANSACTIONQUERY') return send(this.query(request));
    const treatment = this.treatments.get(request.parenttransactionreference) ?? {};
    const answer = this.auth(request, treatment);
    if (treatment.reply === 'drop') return message.socket.destroy();
    if (treatment.reply === 'hold') return void this.holding.push(() => send(answer));
    if (typeof treatment.reply === 'number') return page(response, treatment.reply);
    if (typeof treatment.reply === 'function')
      return json(response, treatment.reply({ requestreference: request.requestreference, response: [answer] }));
    send(answer);
  }

  private auth(request: Json, { code = '0', bankCode = '00', settleStatus = '0', booked = code === '0', data }: Treatment): Json {
    const record: Record_ = {
      requesttypedescription: 'AUTH',
      errorcode: booked ? '0' : code,
      transactionreference: `55-9-${randomUUID().slice(0, 8)}`,
      parenttransactionreference: request.parenttransactionreference,
      orderreference: request.orderreference,
      sitereference: request.sitereference,
      settlestatus: settleStatus,
      acquirerresponsecode: bankCode,
      baseamount: request.baseamount,
      currencyiso3a: 'GBP',
      transactionstartedtimestamp: '2026-11-21 08:01:12',
      visible: this.visibleAtOnce,
      ...data,
    };
    if (booked || ['70000', '60500'].includes(code)) this.books.push(record);
    const { visible, ...answer } = record;
    return { ...answer, errorcode: code };
  }

  private query({ filter }: Json): Json {
    const wanted = (field: string): string[] => filter[field].map(({ value }: { value: string }) => value);
    const records = this.books.filter(
      (record) =>
        record.visible &&
        wanted('orderreference').includes(record.orderreference) &&
        wanted('sitereference').includes(record.sitereference),
    );
    return { requesttypedescription: 'TRANSACTIONQUERY', errorcode: '0', errormessage: 'Ok', found: String(records.length), records };
  }
}

function json(response: http.ServerResponse, body: unknown) {
  response.writeHead(200, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));
}

function page(response: http.ServerResponse, status: number) {
  response.writeHead(status, { 'content-type': 'text/html', location: '/elsewhere' }).end('<html><body>No</body></html>');
}
