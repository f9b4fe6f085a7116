import { randomUUID } from 'node:crypto';
import { Unavailable, Uncertain } from '@takings/runtime';
import { z } from 'zod';
import type { CallQuota } from '../quota/call-quota';
import type { XeroCall } from './call';
import { type Credentials, Tokens } from './tokens';
import { type Endpoint, transport } from './transport';
import { AccountElement, CurrencyElement, OrganisationElement, TaxRateElement } from './settings-wire';
import { ContactElement, InvoiceElement, PaymentElement } from './wire';
import { withMeaning } from './with-meaning';
import { withQuota } from './with-quota';
import { withToken } from './with-token';

/** Lists of numbers in a query stay below this, so that the address stays below what servers take. */
export const NUMBERS_A_CALL = 40;

/** The calls of Xero's accounting API that Takings makes. Elements of a request are JSON texts, of an answer typed and in Xero's order. */
export class XeroClient {
  private constructor(
    private readonly send: (call: XeroCall) => Promise<unknown>,
    private readonly stage: string,
  ) {}

  static over(endpoint: Endpoint, credentials: Credentials, quota: CallQuota): XeroClient {
    const tokens = new Tokens(credentials);
    return new XeroClient(withMeaning(withToken(withQuota(transport(endpoint), quota), tokens)), '');
  }

  /** Calls made by it count for this stage. */
  for(stage: string): XeroClient {
    return new XeroClient(this.send, stage);
  }

  /** Creates or updates, found by ContactNumber. Repeating it changes nothing. */
  upsertContacts(contacts: readonly string[]): Promise<ContactElement[]> {
    const call = { method: 'POST', path: '/Contacts?summarizeErrors=false', body: bodyOf('Contacts', contacts), repeatable: true } as const;
    return this.elements('Contacts', ContactElement, call);
  }

  /** With their payments: `page` makes Xero answer with whole invoices. At most `NUMBERS_A_CALL`; an unknown number is left out. */
  findInvoices(numbers: readonly string[]): Promise<InvoiceElement[]> {
    const query = new URLSearchParams({ InvoiceNumbers: numbers.join(','), page: '1' });
    return this.elements('Invoices', InvoiceElement, { method: 'GET', path: `/Invoices?${query}`, repeatable: true });
  }

  /** Creates, never updates. */
  createInvoices(invoices: readonly string[]): Promise<InvoiceElement[]> {
    return this.create('Invoices', '&unitdp=4', InvoiceElement, invoices);
  }

  /** Harmless to repeat after asking how it stands: a voided one is refused, never changed. */
  voidInvoice(xeroInvoiceId: string): Promise<InvoiceElement[]> {
    const path = `/Invoices/${encodeURIComponent(xeroInvoiceId)}?summarizeErrors=false`;
    const body = bodyOf('Invoices', [JSON.stringify({ InvoiceID: xeroInvoiceId, Status: 'VOIDED' })]);
    return this.elements('Invoices', InvoiceElement, { method: 'POST', path, body, repeatable: true });
  }

  createPayments(payments: readonly string[]): Promise<PaymentElement[]> {
    return this.create('Payments', '', PaymentElement, payments);
  }

  /** The organisation that our credentials open; a custom connection has one. */
  async organisation(): Promise<z.output<typeof OrganisationElement> | null> {
    return (await this.list('Organisations', '/Organisation', OrganisationElement))[0] ?? null;
  }

  accounts(): Promise<z.output<typeof AccountElement>[]> {
    return this.list('Accounts', '/Accounts', AccountElement);
  }

  taxRates(): Promise<z.output<typeof TaxRateElement>[]> {
    return this.list('TaxRates', '/TaxRates', TaxRateElement);
  }

  /** ISO 4217 codes of the currencies that the organisation takes. */
  currencies(): Promise<string[]> {
    return this.list('Currencies', '/Currencies', CurrencyElement);
  }

  private list<T extends z.ZodType>(plural: string, path: string, element: T): Promise<z.output<T>[]> {
    return this.elements(plural, element, { method: 'GET', path, repeatable: true });
  }

  /**
   * The key is new for each call and serves only its repeat after a 401: Xero forgets keys after six minutes, until then keeps even
   * its own failures under them, and refuses one that comes with another body.
   */
  private create<T extends z.ZodType>(plural: string, more: string, element: T, elements: readonly string[]) {
    const path = `/${plural}?summarizeErrors=false${more}`;
    const call = { method: 'PUT', path, body: bodyOf(plural, elements), idempotencyKey: randomUUID(), repeatable: false } as const;
    return this.elements(plural, element, call);
  }

  /** An element that cannot be read is left out, like one that Xero did not answer for. */
  private async elements<T extends z.ZodType>(plural: string, element: T, call: Omit<XeroCall, 'stage'>): Promise<z.output<T>[]> {
    const json = await this.send({ ...call, stage: this.stage });
    const list = z.object({ [plural]: z.array(z.unknown()) }).safeParse(json).data?.[plural];
    if (!list) {
      const text = `Xero's answer to ${call.method} /${plural} holds no list of ${plural}`;
      throw call.repeatable ? new Unavailable(text) : new Uncertain(text);
    }
    return list.flatMap((one) => {
      const read = element.safeParse(one);
      return read.success ? [read.data] : [];
    });
  }
}

const bodyOf = (plural: string, elements: readonly string[]) => `{"${plural}":[${elements.join(',')}]}`;
