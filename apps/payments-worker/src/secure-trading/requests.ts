import type { ChargeOrder } from '../charge-card/card-gateway';
import type { SecureTradingAccount } from './account';

/** The card was stored by the cardholder; now the merchant uses it again (help.trustpayments.com 4402772396817). */
const MERCHANT_REUSE = '2';

/**
 * Debits a stored card. Without a currency the gateway takes the one the card was stored with, and would debit 50 euros as 50 pounds;
 * told ours, it refuses another one before any money moves (20015).
 */
export function authRequest(order: ChargeOrder, { siteReference, accountType, subscriptionType, initiationReason }: SecureTradingAccount) {
  return {
    sitereference: siteReference,
    requesttypedescriptions: ['AUTH'],
    accounttypedescription: accountType,
    parenttransactionreference: order.cardRef,
    baseamount: String(order.amountMinor),
    currencyiso3a: order.currency,
    orderreference: order.orderReference,
    credentialsonfile: MERCHANT_REUSE,
    ...(subscriptionType && { subscriptiontype: subscriptionType, subscriptionnumber: String(order.subscriptionNumber) }),
    ...(initiationReason && { initiationreason: initiationReason }),
  };
}

/** Asks for all transactions under our reference. */
export function queryRequest({ orderReference }: Pick<ChargeOrder, 'orderReference'>, { siteReference }: SecureTradingAccount) {
  return {
    requesttypedescriptions: ['TRANSACTIONQUERY'],
    filter: { sitereference: [{ value: siteReference }], orderreference: [{ value: orderReference }] },
  };
}
