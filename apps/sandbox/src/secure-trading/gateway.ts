import { randomBytes } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock/clock';
import { CONFIG, type Config } from '../config';
import { FaultSwitches } from '../faults/fault-switches';
import { Waits } from '../faults/wait';
import type { Answer } from '../http/answer';
import { Bank, type Reply } from './bank';
import { GatewayError } from './codes';
import { type Fields, requestTypeOf, text } from './read-request';
import { gatewayTime } from './transaction';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const UNAUTHORISED: Answer = {
  status: 401,
  headers: { ...HTML, 'WWW-Authenticate': 'Basic realm="ST Webservices"' },
  body: '<html><head><title>401 Unauthorized</title></head><body><h1>Unauthorized</h1></body></html>',
};
const DOWN: Answer = { status: 503, headers: HTML, body: '<html><body><h1>503 Service Unavailable</h1></body></html>' };
const NO_ANSWER: Answer = { status: 0, drop: true };

/** The envelope around the bank: who calls, what is asked, and on which of many ways the reply gets lost. */
@Injectable()
export class Gateway {
  private readonly log = new Logger('Gateway');

  constructor(
    private readonly bank: Bank,
    private readonly faults: FaultSwitches,
    private readonly waits: Waits,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async answer(authorization: string | undefined, body: string): Promise<Answer> {
    if (this.faults.meet('securetrading-down')) return DOWN;
    if (this.faults.meet('securetrading-drops-unbooked')) return NO_ANSWER;
    if (this.faults.meet('securetrading-wrong-credentials') || !this.isKnown(authorization)) return UNAUTHORISED;
    const envelope = parsed(body);
    const began = this.waits.for(this.config.SANDBOX_LATENCY_MS);
    const replies = envelope ? await this.replies(envelope) : [failure(new GatewayError('10205'), this.clock.now())];
    await began;
    const slow = this.faults.meet('securetrading-slow');
    if (slow) await this.waits.for(slow.delayMs);
    if (replies.some(({ delivery }) => delivery === 'dropped')) return NO_ANSWER;
    if (replies.some(({ delivery }) => delivery === 'late')) await this.waits.for(this.config.SANDBOX_LATE_MS);
    return { status: 200, body: envelopeOf(envelope, replies) };
  }

  private isKnown(authorization = ''): boolean {
    const [scheme, given = ''] = authorization.split(' ');
    const { SANDBOX_GATEWAY_USER: user, SANDBOX_GATEWAY_PASSWORD: password } = this.config;
    return scheme?.toLowerCase() === 'basic' && Buffer.from(given, 'base64').toString() === `${user}:${password}`;
  }

  private async replies(envelope: Fields): Promise<Reply[]> {
    const requests = Array.isArray(envelope.request) ? (envelope.request as Fields[]) : [];
    const refusal = this.refusalOf(envelope, requests);
    if (refusal) return [failure(refusal, this.clock.now())];
    const replies: Reply[] = [];
    for (const request of requests) replies.push(await this.reply(request));
    return replies;
  }

  private refusalOf({ alias, version }: Fields, requests: readonly Fields[]): GatewayError | null {
    if (text(alias) !== this.config.SANDBOX_GATEWAY_USER) return new GatewayError('30008');
    if (text(version) !== '1.00') return new GatewayError('30007');
    return requests.length === 0 || requests.some((request) => typeof request !== 'object' || request === null)
      ? new GatewayError('30000', ['request'])
      : null;
  }

  private async reply(request: Fields): Promise<Reply> {
    try {
      const { response, delivery } = await this.carriedOut(request);
      return { response: { transactionstartedtimestamp: gatewayTime(this.clock.now()), ...response }, delivery };
    } catch (error) {
      if (error instanceof GatewayError) return failure(error, this.clock.now(), request);
      this.log.error(error);
      throw error;
    }
  }

  private carriedOut(request: Fields): Promise<Reply> {
    switch (requestTypeOf(request)) {
      case 'AUTH':
        return this.bank.charge(request);
      case 'TRANSACTIONQUERY':
        return this.bank.find(request);
      case 'TRANSACTIONUPDATE':
        return this.bank.update(request);
      case 'REFUND':
        return this.bank.refund(request);
      default:
        throw new GatewayError('60018');
    }
  }
}

function parsed(body: string): Fields | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch {
    return null;
  }
}

function failure({ code, message, fields }: GatewayError, now: Date, request: Fields = {}): Reply {
  const orderreference = text(request.orderreference);
  return {
    response: {
      requesttypedescription: 'ERROR',
      errorcode: code,
      errormessage: message,
      ...(fields.length > 0 && { errordata: fields }),
      ...(orderreference && { orderreference }),
      transactionstartedtimestamp: gatewayTime(now),
    },
  };
}

/** The caller's own reference is echoed: its library refuses a reply to another request. */
const envelopeOf = (envelope: Fields | null, replies: readonly Reply[]) => {
  const [first] = Array.isArray(envelope?.request) ? (envelope.request as (Fields | null)[]) : [];
  return {
    requestreference: text(envelope?.requestreference) || text(first?.requestreference) || `W55-${randomBytes(5).toString('hex')}`,
    version: '1.00',
    response: replies.map(({ response }) => response),
    secrand: randomBytes(4).toString('base64url'),
  };
};
