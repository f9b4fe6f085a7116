import { Injectable } from '@nestjs/common';
import { Uncertain } from '@takings/runtime';
import { archived, type ContactBook } from '../contacts/contact-book';
import { batches, sizeInBytes, UP_TO } from '../xero/batches';
import { faultOf, type InvoiceElement } from '../xero/wire';
import { Refused } from '../xero/with-meaning';
import { NUMBERS_A_CALL, type XeroClient } from '../xero/xero-client';
import { Answers } from './answers';
import type { Bookings } from './bookings';
import { invoiceDraft } from './invoice-draft';
import { type Filed, InvoiceLedger, type InvoiceToFile, type Refusal, refusal } from './ledger';
import { ours } from './ours';

interface Draft {
  readonly request: InvoiceToFile;
  readonly json: string;
  /** Its contact was sent anew because Xero did not know the one we had kept. */
  readonly anew?: boolean;
}

const NOT_UNIQUE = /must be unique/i;
const CONTACT = /\bcontact\b/i;
const ARCHIVED = /archived/i;
const numberOf = ({ invoice }: InvoiceToFile) => invoice.invoiceNumber;
const numbersOf = (drafts: readonly Draft[]) => drafts.map(({ request }) => numberOf(request));

/**
 * Files invoices in Xero, fifty a call. Our invoice number is unique there and lasts, unlike an idempotency key (six minutes):
 * what may have been sent before is looked up by number first, and a number found taken is looked up too.
 */
@Injectable()
export class XeroInvoiceLedger extends InvoiceLedger {
  constructor(
    private readonly xero: XeroClient,
    private readonly contacts: ContactBook,
    private readonly bookings: Bookings,
  ) {
    super();
  }

  async file(all: readonly InvoiceToFile[]): Promise<(Filed | Refusal | Error)[]> {
    const answers = new Answers<Filed | Refusal>();
    await this.lookUp(
      all.filter(({ tries }) => tries > 1),
      answers,
    );
    const open = [...new Map(all.map((one) => [numberOf(one), one])).values()].filter((one) => !answers.has(numberOf(one)));
    const drafts = await this.draft(open, answers);
    for (const batch of batches(drafts, ({ json }) => sizeInBytes(json))) await this.create(batch, answers);
    return answers.inOrderOf(all.map(numberOf));
  }

  /** Answers for those that stand in Xero; who is not found stays open. */
  private async lookUp(requests: readonly InvoiceToFile[], answers: Answers<Filed | Refusal>): Promise<void> {
    for (const batch of batches(requests, () => 0, { elements: NUMBERS_A_CALL, bytes: Number.POSITIVE_INFINITY })) {
      await answers.during(batch.map(numberOf), async () => {
        const found = byNumber(await this.xero.findInvoices(batch.map(numberOf)));
        for (const request of batch) {
          const invoice = found.get(numberOf(request));
          if (invoice) answers.set(numberOf(request), ours(invoice, request));
        }
      });
    }
  }

  private async draft(requests: readonly InvoiceToFile[], answers: Answers<Filed | Refusal>): Promise<Draft[]> {
    const drafts: Draft[] = [];
    await answers.during(requests.map(numberOf), async () => {
      const booking = await this.bookings.current();
      const contacts = await this.contacts.find(requests.map(({ invoice }) => invoice));
      for (const [i, request] of requests.entries()) {
        const contact = contacts[i]!;
        const json = 'contactId' in contact ? invoiceDraft(request, contact.contactId, booking) : contact;
        if (typeof json !== 'string') answers.set(numberOf(request), json);
        else if (sizeInBytes(json) > UP_TO.bytes) answers.set(numberOf(request), refusal(tooLarge(request)));
        else drafts.push({ request, json });
      }
    });
    return drafts;
  }

  /** A refusal of the whole call has written nothing; it is halved until the element at fault stands alone. */
  private async create(batch: readonly Draft[], answers: Answers<Filed | Refusal>): Promise<void> {
    const half = Math.ceil(batch.length / 2);
    await answers.during(numbersOf(batch), async () => {
      try {
        await this.read(batch, await this.xero.createInvoices(jsonOf(batch)), answers);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (half === batch.length) return answers.set(numberOf(batch[0]!.request), refusal(`Xero refuses the invoice: ${error.message}`));
        await this.create(batch.slice(0, half), answers);
        await this.create(batch.slice(half), answers);
      }
    });
  }

  private async read(batch: readonly Draft[], elements: InvoiceElement[], answers: Answers<Filed | Refusal>): Promise<void> {
    const created = byNumber(elements);
    const taken: InvoiceToFile[] = [];
    const strangers: InvoiceToFile[] = [];
    for (const { request, anew } of batch) {
      const element = created.get(numberOf(request));
      const fault = element && faultOf(element);
      if (fault && NOT_UNIQUE.test(fault)) taken.push(request);
      else if (fault && CONTACT.test(fault) && !ARCHIVED.test(fault) && !anew) strangers.push(request);
      else if (fault) answers.set(numberOf(request), await this.refused(request, fault));
      else answers.set(numberOf(request), element ? ours(element, request) : unmentioned(request));
    }
    await this.lookUp(taken, answers);
    for (const request of taken) if (!answers.has(numberOf(request))) answers.set(numberOf(request), refusal(takenUnseen(request)));
    await this.createAnew(strangers, answers);
  }

  /** Contacts are merged and removed in Xero, and the one we kept may be of another organisation: once, it is sent anew. */
  private async createAnew(requests: readonly InvoiceToFile[], answers: Answers<Filed | Refusal>): Promise<void> {
    if (requests.length === 0) return;
    for (const { invoice } of requests) await this.contacts.forget(invoice.customerRef);
    const drafts = (await this.draft(requests, answers)).map((draft) => ({ ...draft, anew: true }));
    for (const batch of batches(drafts, ({ json }) => sizeInBytes(json))) await this.create(batch, answers);
  }

  /** Whatever Xero has against a contact, it is sent anew when a person retries. */
  private async refused({ invoice }: InvoiceToFile, fault: string): Promise<Refusal> {
    if (!CONTACT.test(fault)) return refusal(`Xero refuses invoice ${invoice.invoiceNumber}: ${fault}`);
    await this.contacts.forget(invoice.customerRef);
    return refusal(ARCHIVED.test(fault) ? archived(invoice) : `Xero refuses the contact of invoice ${invoice.invoiceNumber}: ${fault}`);
  }
}

const byNumber = (elements: readonly InvoiceElement[]) => new Map(elements.map((element) => [element.InvoiceNumber ?? '', element]));

const jsonOf = (batch: readonly Draft[]) => batch.map(({ json }) => json);

const unmentioned = (request: InvoiceToFile) => new Uncertain(`Xero's answer says nothing of invoice ${numberOf(request)}`);

const tooLarge = (request: InvoiceToFile) =>
  `Invoice ${numberOf(request)} has ${request.invoice.lines.length} lines, more than Xero takes in one request (${UP_TO.bytes / 1e6} MB).`;

const takenUnseen = (request: InvoiceToFile) =>
  `Xero says that the number ${numberOf(request)} is taken, yet shows no invoice of that number; it may be a deleted one.`;
