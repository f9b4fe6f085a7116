import type { Mapping } from '../csv/mapping';

/** What other tools call our columns: small letters and digits alone. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  charge_ref: ['chargereference', 'reference', 'ref', 'opportunityid', 'invoiceno', 'orderid', 'externalid', 'id', 'number'],
  customer_ref: ['customerreference', 'customerid', 'accountid', 'accountnumber', 'contactid', 'account', 'customer', 'client'],
  customer_name: ['accountname', 'contactname', 'companyname', 'company', 'account', 'customer', 'name', 'client'],
  customer_email: ['email', 'emailaddress', 'mail', 'billingemail', 'contactemail'],
  card_ref: ['cardreference', 'card', 'token', 'cardtoken', 'transactionreference', 'parenttransactionreference'],
  description: ['itemdescription', 'product', 'productname', 'item', 'details', 'memo'],
  quantity: ['qty', 'units', 'hours', 'count'],
  unit_price: ['unitprice', 'price', 'unitamount', 'rate', 'amount', 'closevalue', 'value', 'net'],
  currency: ['currencycode', 'currencyisocode'],
  vat_rate: ['vat', 'taxrate', 'vatpercent', 'tax'],
  due_on: ['duedate', 'due', 'closedate', 'invoicedate', 'date'],
  expires: ['expiry', 'expirydate', 'expiration', 'exp'],
  masked: ['maskedpan', 'maskednumber', 'maskedcard', 'last4', 'lastfour', 'pan'],
};
const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\d]/gu, '');

/** For a person to look over. One of theirs may serve two of ours, as a name that is also the reference. */
export function guessMapping(theirs: readonly string[], ours: readonly string[]): Mapping {
  const guess: Mapping = {};
  for (const column of ours) {
    if (theirs.some((name) => name.trim().toLowerCase() === column)) continue;
    const names = [plain(column), ...(CALLED[column] ?? [])];
    const found = names.flatMap((called) => theirs.filter((name) => plain(name) === called))[0];
    if (found !== undefined) guess[column] = { from: found };
    else if (column === 'card_ref') guess[column] = { value: '' };
  }
  return guess;
}
