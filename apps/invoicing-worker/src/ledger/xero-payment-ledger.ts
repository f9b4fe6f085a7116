import { Injectable } from '@nestjs/common';
import { Uncertain } from '@takings/runtime';
import { majorOf, majorText } from '../xero/amounts';
import { batches, sizeInBytes } from '../xero/batches';
import { faultOf, type InvoiceElement, type PaymentElement } from '../xero/wire';
import { Refused } from '../xero/with-meaning';
import { NUMBERS_A_CALL, type XeroClient } from '../xero/xero-client';
import { Answers } from './answers';
import type { Bookings } from './bookings';
import { PaymentLedger, type PaymentToRecord, type Recorded, type Refusal, refusal } from './ledger';

interface Draft {
  readonly request: PaymentToRecord;
  readonly json: string;
}

const keyOf = ({ payment }: PaymentToRecord) => payment.transactionReference;
const numberOf = ({ payment }: PaymentToRecord) => payment.invoiceNumber;

/**
 * Records payments in Xero, fifty a call. Xero keeps no payment unique, so the gateway's reference of the charge stands in Reference:
 * before any repeat, and whenever Xero refuses, the invoice is read again, and a payment of that reference counts as done.
 * A payment for all that is due cannot be booked twice even so, since Xero takes no more than is due.
 */
@Injectable()
export class XeroPaymentLedger extends PaymentLedger {
  constructor(
    private readonly xero: XeroClient,
    private readonly bookings: Bookings,
  ) {
    super();
  }

  async record(all: readonly PaymentToRecord[]): Promise<(Recorded | Refusal | Error)[]> {
    const answers = new Answers<Recorded | Refusal>();
    await this.lookUp(
      all.filter(({ tries }) => tries > 1),
      answers,
    );
    const open = [...new Map(all.map((one) => [keyOf(one), one])).values()].filter((one) => !answers.has(keyOf(one)));
    const drafts: Draft[] = [];
    await answers.during(open.map(keyOf), async () => {
      const { clearingAccount } = await this.bookings.current();
      drafts.push(...open.flatMap((request) => this.draft(request, clearingAccount, answers)));
    });
    for (const batch of batches(drafts, ({ json }) => sizeInBytes(json))) await this.create(batch, answers);
    return answers.inOrderOf(all.map(keyOf));
  }

  /** Answers for those whose payment stands in Xero or can never be taken; the others stay open. */
  private async lookUp(requests: readonly PaymentToRecord[], answers: Answers<Recorded | Refusal>): Promise<void> {
    for (const batch of batches(requests, () => 0, { elements: NUMBERS_A_CALL, bytes: Number.POSITIVE_INFINITY })) {
      await answers.during(batch.map(keyOf), async () => {
        const found = await this.xero.findInvoices([...new Set(batch.map(numberOf))]);
        for (const request of batch) {
          const answer = standing(
            request,
            found.find(({ InvoiceNumber }) => InvoiceNumber === numberOf(request)),
          );
          if (answer) answers.set(keyOf(request), answer);
        }
      });
    }
  }

  private draft(request: PaymentToRecord, clearingAccount: string, answers: Answers<Recorded | Refusal>): Draft[] {
    const { xeroInvoiceId, paidMinor, paidAt, transactionReference } = request.payment;
    const amount = majorOf(paidMinor);
    if (amount === undefined) {
      answers.set(keyOf(request), refusal(`${paidMinor} minor units are more than Xero can take as one payment.`));
      return [];
    }
    const json = JSON.stringify({
      Invoice: { InvoiceID: xeroInvoiceId },
      Account: { Code: clearingAccount },
      Date: paidAt.slice(0, 'YYYY-MM-DD'.length),
      Amount: amount,
      Reference: transactionReference,
    });
    return [{ request, json }];
  }

  /** A refusal of the whole call has written nothing; it is halved until the element at fault stands alone. */
  private async create(batch: readonly Draft[], answers: Answers<Recorded | Refusal>): Promise<void> {
    const half = Math.ceil(batch.length / 2);
    await answers.during(keysOf(batch), async () => {
      try {
        await this.read(batch, await this.xero.createPayments(jsonOf(batch)), answers);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (half === batch.length) return this.settleRefused(new Map([[batch[0]!.request, error.message]]), answers);
        await this.create(batch.slice(0, half), answers);
        await this.create(batch.slice(half), answers);
      }
    });
  }

  private async read(batch: readonly Draft[], elements: readonly PaymentElement[], answers: Answers<Recorded | Refusal>): Promise<void> {
    const byReference = new Map(elements.map((element) => [element.Reference, element]));
    const refused = new Map<PaymentToRecord, string>();
    for (const { request } of batch) {
      const element = byReference.get(keyOf(request));
      const fault = element && faultOf(element);
      if (fault) refused.set(request, fault);
      else answers.set(keyOf(request), element?.PaymentID ? { ok: true, xeroPaymentId: element.PaymentID } : unmentioned(request));
    }
    await this.settleRefused(refused, answers);
  }

  /** "More than is due" is also what Xero says when an earlier try was booked after all. */
  private async settleRefused(refused: ReadonlyMap<PaymentToRecord, string>, answers: Answers<Recorded | Refusal>): Promise<void> {
    await this.lookUp([...refused.keys()], answers);
    for (const [request, fault] of refused) {
      if (!answers.has(keyOf(request))) {
        answers.set(keyOf(request), refusal(`Xero refuses the payment of ${sumOf(request)} for invoice ${numberOf(request)}: ${fault}`));
      }
    }
  }
}

/** What a look-up says of one payment; undefined when it is not there and may be made. */
function standing(request: PaymentToRecord, invoice: InvoiceElement | undefined): Recorded | Refusal | undefined {
  const { paidMinor, xeroInvoiceId } = request.payment;
  const about = `the payment of ${sumOf(request)} for invoice ${numberOf(request)}`;
  if (!invoice || invoice.InvoiceID !== xeroInvoiceId)
    return refusal(`Xero no longer has the invoice for ${about}; it was filed there as ${xeroInvoiceId}.`);
  const made = invoice.Payments?.find(({ Reference, Status }) => Reference === keyOf(request) && Status !== 'DELETED');
  if (made?.PaymentID && made.Amount === paidMinor) return { ok: true, xeroPaymentId: made.PaymentID };
  if (made) return refusal(`Xero has ${about} with another amount: ${made.Amount == null ? 'unknown' : majorText(made.Amount)}.`);
  if (invoice.Status !== 'AUTHORISED' || (invoice.AmountDue ?? 0) < paidMinor) {
    const due = majorText(invoice.AmountDue ?? 0);
    return refusal(
      `Xero cannot take ${about}: the invoice stands there as ${invoice.Status ?? 'unknown'} with ${due} due, and no payment of reference ${keyOf(request)}.`,
    );
  }
  return undefined;
}

const keysOf = (batch: readonly Draft[]) => batch.map(({ request }) => keyOf(request));
const jsonOf = (batch: readonly Draft[]) => batch.map(({ json }) => json);
const sumOf = ({ payment }: PaymentToRecord) => `${majorText(payment.paidMinor)} ${payment.currency}`;
const unmentioned = (request: PaymentToRecord) => new Uncertain(`Xero's answer says nothing of the payment ${keyOf(request)}`);
