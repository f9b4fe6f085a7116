/** What the sandbox's books say: the providers' side of the story, told by somebody else than us. Amounts are integer minor units. */
export interface Books {
  readonly xeroInvoices: readonly XeroInvoice[];
  readonly transactions: readonly Transaction[];
}

export interface XeroInvoice {
  readonly invoiceNumber: string;
  readonly status: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly payments: readonly { readonly paymentId: string; readonly amountMinor: number; readonly reference: string | null }[];
}

/** A transaction at the card gateway. Codes as in its protocol: `errorCode` 0 means that the bank agreed. */
export interface Transaction {
  readonly transactionReference: string;
  readonly orderReference: string;
  readonly type: string;
  readonly errorCode: number | string;
  readonly settleStatus: number | string;
  readonly baseAmount: number;
  readonly currency: string;
}

/** Our side: what the back office tells of an invoice. */
export interface OurInvoice {
  readonly invoiceNumber: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly filed: boolean;
  /** What we believe was debited; 0 when nothing was. */
  readonly paidMinor: number;
  readonly paymentRecorded: boolean;
  /** A person has it on the list of what is stuck. */
  readonly waitsForPerson: boolean;
}

/** 0 pending, 1 pending (checked by hand), 10 settling, 100 settled; 2 is suspended and 3 cancelled: no money moves for those. */
const MONEY_MOVES = [0, 1, 10, 100];

export const isBooked = ({ type, errorCode, settleStatus }: Transaction) =>
  type === 'AUTH' && Number(errorCode) === 0 && MONEY_MOVES.includes(Number(settleStatus));

/** An attempt's order reference is the invoice number, a hyphen and the attempt's number. */
export const invoiceNumberOf = (orderReference: string) => orderReference.replace(/-\d+$/, '');

/** Xero keeps a deleted or voided invoice, but it is none any more. */
export const counts = ({ status }: XeroInvoice) => status !== 'DELETED' && status !== 'VOIDED';
