import { storable } from '../store/storable';
import { GatewayError } from './codes';

export type Fields = Readonly<Record<string, unknown>>;

/** The gateway speaks in strings; a number is taken as its digits, anything else is not given. */
export const text = (value: unknown): string =>
  typeof value === 'string' ? storable(value) : typeof value === 'number' ? String(value) : '';

/** One of each: the gateway's lists of request types are for the browser interface. */
export function requestTypeOf({ requesttypedescriptions }: Fields): string {
  const types = Array.isArray(requesttypedescriptions) ? requesttypedescriptions : [];
  if (types.length !== 1) throw new GatewayError('30000', ['requesttypedescriptions']);
  return text(types[0]);
}

/** The stand-in is a test bank: it takes sites whose name begins with `test_`, which is how the real gateway tells test from live. */
export function siteOf(given: unknown): string {
  const site = text(given);
  if (site === '') throw new GatewayError('30000', ['sitereference']);
  if (!/^test_[\w-]+$/.test(site)) throw new GatewayError('30001');
  return site;
}

export interface AuthRequest {
  readonly site: string;
  readonly account: string;
  readonly parent: string;
  readonly baseAmount: number;
  readonly orderReference: string;
  /** Empty when the card's currency is to be taken. */
  readonly currency: string;
}

const AMOUNT = /^[1-9]\d{0,12}$/;

/** Reads a merchant-initiated AUTH of a stored card; the fields at fault are all named at once. */
export function readAuth(fields: Fields): AuthRequest {
  const site = siteOf(fields.sitereference);
  const request = {
    site,
    account: text(fields.accounttypedescription),
    parent: text(fields.parenttransactionreference),
    baseAmount: Number(text(fields.baseamount)),
    orderReference: text(fields.orderreference),
    currency: text(fields.currencyiso3a),
  };
  const subscription = text(fields.subscriptiontype);
  const wrong = {
    baseamount: !AMOUNT.test(text(fields.baseamount)),
    accounttypedescription: !['RECUR', 'ECOM', 'MOTO'].includes(request.account),
    orderreference: request.orderReference.length > 255,
    currencyiso3a: request.currency !== '' && !/^[A-Z]{3}$/.test(request.currency),
    credentialsonfile: text(fields.credentialsonfile) !== '2',
    subscriptiontype: !['', 'RECURRING', 'INSTALLMENT'].includes(subscription),
    subscriptionnumber:
      subscription !== '' && !(/^\d{1,5}$/.test(text(fields.subscriptionnumber)) && Number(text(fields.subscriptionnumber)) > 1),
  };
  const fieldsAtFault = Object.entries(wrong).flatMap(([name, isWrong]) => (isWrong ? [name] : []));
  if (fieldsAtFault.length > 0) throw new GatewayError('30000', fieldsAtFault);
  if (request.parent === '') throw new GatewayError('20004');
  if (subscription !== '' && request.account !== 'RECUR') throw new GatewayError('20018');
  return request;
}

export interface Query {
  readonly sites: string[];
  readonly orderReferences: string[];
  readonly transactionReferences: string[];
  readonly from: Date | null;
  readonly to: Date | null;
}

/** Reads a `filter`: lists of `{ "value": … }`. A site alone is no filter that can be searched by. */
export function readFilter(filter: unknown): Query {
  const of = (name: string) => {
    const list = (filter as Fields | undefined)?.[name];
    return Array.isArray(list) ? list.map((item) => text((item as Fields | null)?.value)).filter(Boolean) : [];
  };
  const query = {
    sites: of('sitereference').map(siteOf),
    orderReferences: of('orderreference'),
    transactionReferences: of('transactionreference'),
    from: timeOf('starttimestamp', of('starttimestamp')[0]),
    to: timeOf('endtimestamp', of('endtimestamp')[0]),
  };
  if (query.sites.length === 0) throw new GatewayError('30000', ['sitereference']);
  if (query.orderReferences.length + query.transactionReferences.length === 0 && !query.from && !query.to) throw new GatewayError('60019');
  return query;
}

function timeOf(name: string, given: string | undefined): Date | null {
  if (given === undefined) return null;
  const at = new Date(`${given.trim().replace(' ', 'T')}Z`);
  if (Number.isNaN(at.getTime())) throw new GatewayError('30000', [name]);
  return at;
}
