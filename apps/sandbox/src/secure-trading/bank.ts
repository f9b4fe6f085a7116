import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock';
import { CONFIG, type Config } from '../config';
import { FaultSwitches } from '../faults/fault-switches';
import { Database, type Sql } from '../store/database';
import { type CardOutcome, cardOf, type StoredCard } from './cards';
import { type ErrorCode, GatewayError, textOf } from './codes';
import { type AuthRequest, type Fields, readAuth, readFilter, siteOf, text } from './read-request';
import { type SettlementTimes, settleStatusAt, showTransaction, type Transaction } from './transaction';

/** An element of the reply, and how it is delivered. */
export interface Reply {
  readonly response: Record<string, unknown>;
  readonly delivery?: CardOutcome['delivery'];
}

const DUPLICATE_WITHIN_MS = 15 * 60_000;
/** More than any hour of a run books; a wider search is refused by narrowing it, not by a silent cut. */
const MAX_RECORDS = 10_000;

/** The gateway's books: charging, asking, cancelling, refunding. */
@Injectable()
export class Bank {
  private readonly times: SettlementTimes;

  constructor(
    private readonly database: Database,
    private readonly faults: FaultSwitches,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.times = { settlingAfterMs: config.SANDBOX_SETTLING_AFTER_MS, settledAfterMs: config.SANDBOX_SETTLED_AFTER_MS };
  }

  /** AUTH: the same order reference twice charges twice, as with the real gateway, unless its duplicate check is on. */
  async charge(fields: Fields): Promise<Reply> {
    const request = readAuth(fields);
    const card = await this.cardBehind(request);
    if (card.currency && request.currency && card.currency !== request.currency) throw new GatewayError('20015');
    const { booked, told, delivery }: CardOutcome = card.outcome;
    const checked = booked?.code === '0' && this.faults.meet('securetrading-duplicate-check');
    const held = checked && (await this.hasTwin(request));
    const transaction = booked && (await this.book(request, card, { ...booked, settleStatus: held ? '2' : booked.settleStatus }));
    if (transaction && !told) return { response: this.show(transaction), delivery };
    return { response: await this.untold(request, told ?? '60010', transaction), delivery };
  }

  /** A failed answer looks the same whether or not something was booked behind it; only a query tells them apart. */
  private async untold({ orderReference, parent, site }: AuthRequest, code: ErrorCode, transaction: Transaction | null) {
    return {
      ...plain('AUTH', code),
      transactionreference: transaction?.transaction_reference ?? (await nextReference(this.database)),
      parenttransactionreference: parent,
      orderreference: orderReference,
      sitereference: site,
    };
  }

  /** TRANSACTIONQUERY: what is booked and has become visible. */
  async find(fields: Fields): Promise<Reply> {
    const query = readFilter(fields.filter);
    const visibleUntil = new Date(this.clock.now().getTime() - this.config.SANDBOX_VISIBILITY_MS);
    const rows = await this.database.rows<Transaction>(
      `select * from transactions
       where site_reference = any ($1) and booked_at <= $2
         and (cardinality($3::text[]) = 0 or order_reference = any ($3))
         and (cardinality($4::text[]) = 0 or transaction_reference = any ($4))
         and ($5::timestamptz is null or booked_at >= $5) and ($6::timestamptz is null or booked_at <= $6)
       order by seq limit ${MAX_RECORDS + 1}`,
      [query.sites, visibleUntil, query.orderReferences, query.transactionReferences, query.from, query.to],
    );
    if (rows.length > MAX_RECORDS) throw new GatewayError('30000', ['filter']);
    const records = rows.map((row) => this.show(row));
    return { response: { ...plain('TRANSACTIONQUERY', '0'), found: String(records.length), records } };
  }

  /** TRANSACTIONUPDATE of the settle status: a charge that is not settling yet can be held, released or cancelled. */
  async update(fields: Fields): Promise<Reply> {
    const { transactionReferences, sites } = readFilter(fields.filter);
    const status = text((fields.updates as Fields | undefined)?.settlestatus);
    if (!['0', '1', '2', '3'].includes(status)) throw new GatewayError('60033');
    await this.database.transaction(async (sql) => {
      const transaction = await lock(sql, transactionReferences[0] ?? '', sites);
      if (!transaction) throw new GatewayError('60014');
      if (!['0', '1', '2'].includes(this.statusOf(transaction)) || transaction.error_code !== '0') throw new GatewayError('60017');
      await sql.rows('update transactions set settle_status = $2 where seq = $1', [transaction.seq, status]);
    });
    return { response: plain('TRANSACTIONUPDATE', '0') };
  }

  /** REFUND of a settled charge, whole or in part, never beyond it. */
  async refund(fields: Fields): Promise<Reply> {
    const site = siteOf(fields.sitereference);
    const transaction = await this.database.transaction(async (sql) => {
      const parent = await lock(sql, text(fields.parenttransactionreference), [site]);
      if (!parent) throw new GatewayError('20004');
      if (parent.request_type !== 'AUTH') throw new GatewayError('20006');
      if (parent.error_code !== '0') throw new GatewayError('20011');
      if (this.statusOf(parent) !== '100') throw new GatewayError('20005');
      const left = parent.base_amount - (await refunded(sql, parent));
      const asked = fields.baseamount === undefined ? left : Number(text(fields.baseamount));
      if (!Number.isSafeInteger(asked) || asked <= 0) throw new GatewayError('30000', ['baseamount']);
      if (asked > left) throw new GatewayError('20007');
      const refund = { ...parent, request_type: 'REFUND' as const, base_amount: asked, settle_status: '0' };
      const orderReference = text(fields.orderreference) || parent.order_reference;
      return insert(sql, {
        ...refund,
        order_reference: orderReference,
        parent_reference: parent.transaction_reference,
        booked_at: this.clock.now(),
      });
    });
    return { response: this.show(transaction) };
  }

  statusOf = ({ settle_status, booked_at }: Transaction) => settleStatusAt(settle_status, booked_at, this.clock.now(), this.times);

  private show(transaction: Transaction) {
    return showTransaction(transaction, this.statusOf(transaction));
  }

  /** A parent is a stored card, or an earlier charge of one that succeeded. */
  private async cardBehind({ parent, site }: AuthRequest): Promise<StoredCard> {
    const card = cardOf(parent);
    if (card) return card;
    const [earlier] = await this.database.rows<{ card_reference: string }>(
      "select card_reference from transactions where transaction_reference = $1 and site_reference = $2 and error_code = '0'",
      [parent, site],
    );
    const stored = earlier && cardOf(earlier.card_reference);
    if (!stored) throw new GatewayError('20004');
    return stored;
  }

  private async hasTwin({ orderReference, site, baseAmount }: AuthRequest): Promise<boolean> {
    const since = new Date(this.clock.now().getTime() - DUPLICATE_WITHIN_MS);
    const twins = await this.database.rows(
      `select 1 from transactions where order_reference = $1 and site_reference = $2 and base_amount = $3 and booked_at >= $4
         and request_type = 'AUTH' and error_code = '0' limit 1`,
      [orderReference, site, baseAmount, since],
    );
    return twins.length > 0;
  }

  private book(request: AuthRequest, card: StoredCard, booked: NonNullable<CardOutcome['booked']>): Promise<Transaction> {
    const authorised = booked.code === '0';
    return insert(this.database, {
      request_type: 'AUTH',
      order_reference: request.orderReference,
      parent_reference: request.parent,
      card_reference: card.reference,
      site_reference: request.site,
      account_type: request.account,
      error_code: booked.code,
      settle_status: booked.settleStatus,
      acquirer_code: booked.acquirerCode,
      auth_code: authorised ? `TEST${randomInt(10, 100)}` : 'DECLINED',
      base_amount: request.baseAmount,
      currency: card.currency ?? (request.currency || 'GBP'),
      masked_pan: card.maskedPan,
      booked_at: this.clock.now(),
    });
  }
}

const plain = (type: string, code: ErrorCode) => ({ requesttypedescription: type, errorcode: code, errormessage: textOf(code) });

async function insert(sql: Sql, row: Omit<Transaction, 'seq' | 'transaction_reference'>): Promise<Transaction> {
  const [transaction] = await sql.rows<Transaction>(
    `insert into transactions (transaction_reference, request_type, order_reference, parent_reference, card_reference, site_reference,
       account_type, error_code, settle_status, acquirer_code, auth_code, base_amount, currency, masked_pan, booked_at)
     values ('55-9-' || nextval('transaction_references'), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning *`,
    [
      row.request_type,
      row.order_reference,
      row.parent_reference,
      row.card_reference,
      row.site_reference,
      row.account_type,
      row.error_code,
      row.settle_status,
      row.acquirer_code,
      row.auth_code,
      row.base_amount,
      row.currency,
      row.masked_pan,
      row.booked_at,
    ],
  );
  if (!transaction) throw new Error('an insert with returning gave no row');
  return transaction;
}

async function nextReference(sql: Sql): Promise<string> {
  const [row] = await sql.rows<{ reference: string }>("select '55-9-' || nextval('transaction_references') as reference");
  return row?.reference ?? '';
}

async function lock(sql: Sql, reference: string, sites: readonly string[]): Promise<Transaction | undefined> {
  const [transaction] = await sql.rows<Transaction>(
    'select * from transactions where transaction_reference = $1 and site_reference = any ($2) for update',
    [reference, sites],
  );
  return transaction;
}

async function refunded(sql: Sql, { transaction_reference }: Transaction): Promise<number> {
  const [row] = await sql.rows<{ minor: number }>(
    "select coalesce(sum(base_amount), 0)::bigint as minor from transactions where parent_reference = $1 and request_type = 'REFUND'",
    [transaction_reference],
  );
  return row?.minor ?? 0;
}
