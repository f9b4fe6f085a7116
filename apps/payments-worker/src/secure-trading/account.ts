/** Our account at the gateway and how we speak to it. */
export interface SecureTradingAccount {
  readonly url: string;
  /** The Webservices user; empty while it is not set, and then nothing is sent. */
  readonly alias: string;
  readonly password: string;
  /** One that begins with `test_` uses the test bank on the same host. */
  readonly siteReference: string;
  /** RECUR or ECOM: which of them may charge stored cards is agreed with the acquirer. */
  readonly accountType: string;
  /** RECURRING or INSTALLMENT when the cards were stored for a series. */
  readonly subscriptionType: string | null;
  /** `C` for an unscheduled charge outside a series (help.trustpayments.com 12799013413137). */
  readonly initiationReason: string | null;
  /** From the call to the end of the reply; the gateway itself waits up to 60 s for the bank. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly idleConnections: number;
}
