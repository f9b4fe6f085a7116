import { randomBytes } from 'node:crypto';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Unavailable, Uncertain } from '@takings/runtime';
import { CardGateway, type ChargeOrder } from '../charge-card/card-gateway';
import type { Charged, Found } from '../charge-card/outcome';
import { named } from './error-codes';
import { httpVerdict } from './http-verdict';
import { judge } from './judge';
import { matchRecords } from './match-records';
import { Envelope, QueryAnswer, Transaction } from './messages';
import { NoReply, NothingSent, Post, type Reply } from './post';
import { authRequest, queryRequest } from './requests';
import type { SecureTradingAccount } from './account';

/** Secure Trading's (Trust Payments') Webservices JSON interface: one POST. It knows no idempotency key, so nothing here is ever repeated. */
export class SecureTrading extends CardGateway implements OnApplicationShutdown {
  private readonly post: Post;

  constructor(private readonly account: SecureTradingAccount) {
    super();
    this.post = new Post({ ...account, headers: headersFor(account) });
  }

  async charge(order: ChargeOrder): Promise<Charged> {
    try {
      const verdict = judge(Transaction.parse(await this.ask(authRequest(order, this.account))), order);
      if (verdict.kind === 'not-processed') throw new Unavailable(verdict.says, { everybody: verdict.stopsAll });
      return verdict;
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      // A reply that cannot be understood, of whatever sort, is a doubt.
      const says = error instanceof Uncertain ? error.message : 'The reply of the gateway could not be understood.';
      return { kind: 'unknown', gatewayCode: null, bankCode: null, says };
    }
  }

  async find(order: ChargeOrder): Promise<Found> {
    const answer = await this.query(order);
    if (answer.errorcode === '0') return matchRecords(answer.records, order, this.account.siteReference);
    const verdict = judge(answer, order);
    throw new Unavailable(`The bank could not be asked after ${order.orderReference}: ${verdict.says}`, {
      everybody: verdict.kind === 'not-processed' && verdict.stopsAll,
    });
  }

  /**
   * Asks for a charge that does not exist, which the gateway answers to whom it knows. Moves no money. Throws `Unavailable` with the gateway's
   * code when it does not answer, or refuses to.
   */
  async probe(): Promise<void> {
    const { errorcode, errormessage } = await this.query({ orderReference: `takings-test-${randomBytes(4).toString('hex')}` });
    if (errorcode !== '0') throw new Unavailable(`Secure Trading answered ${named(errorcode, errormessage)}`);
  }

  onApplicationShutdown() {
    this.post.close();
  }

  /** A question may be put again, so any doubt about its reply is only "not now". */
  private async query(order: Pick<ChargeOrder, 'orderReference'>): Promise<QueryAnswer> {
    try {
      return QueryAnswer.parse(await this.ask(queryRequest(order, this.account)));
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      const why = error instanceof Uncertain ? error.message : 'The reply of the gateway could not be understood.';
      throw new Unavailable(`The bank could not be asked after ${order.orderReference}. ${why}`);
    }
  }

  /** One request, one response. Throws `Unavailable` when it certainly was not processed, `Uncertain` when it may have been. */
  private async ask(request: object): Promise<unknown> {
    this.expectCredentials();
    const requestReference = `A${randomBytes(4).toString('hex')}`;
    const body = JSON.stringify({
      alias: this.account.alias,
      version: '1.00',
      request: [{ ...request, requestreference: requestReference }],
    });
    const reply = await this.send(body, requestReference);
    const verdict = httpVerdict(reply);
    if (verdict.kind === 'turned-away') throw new Unavailable(verdict.says, { everybody: true, retryAfterMs: verdict.retryAfterMs });
    if (verdict.kind === 'doubtful') throw new Uncertain(verdict.says);
    const { requestreference, response } = Envelope.parse(JSON.parse(reply.body));
    // The gateway echoes the reference; another one means that the reply belongs to another request.
    if (requestreference !== requestReference)
      throw new Uncertain(`The reply was for request ${requestreference}, not ${requestReference}.`);
    return response[0];
  }

  private expectCredentials() {
    const { alias, password, siteReference } = this.account;
    const missing = Object.entries({ ST_ALIAS: alias, ST_PASSWORD: password, ST_SITE_REFERENCE: siteReference }).find(
      ([, value]) => value === '',
    );
    if (missing) throw new Unavailable(`${missing[0]} is not set, so that nothing can be asked of Secure Trading`, { everybody: true });
  }

  private async send(body: string, requestReference: string): Promise<Reply> {
    try {
      return await this.post.send(body, { requestreference: requestReference });
    } catch (error) {
      if (error instanceof NothingSent) throw new Unavailable(`Secure Trading cannot be reached: ${error.message}`, { everybody: true });
      throw new Uncertain(`The line to the gateway failed after the request was sent: ${(error as NoReply).message}.`);
    }
  }
}

const headersFor = ({ alias, password }: SecureTradingAccount) => ({
  authorization: `Basic ${Buffer.from(`${alias}:${password}`).toString('base64')}`,
  'content-type': 'application/json;charset=utf-8',
  accept: 'application/json',
});
