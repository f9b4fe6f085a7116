import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const { lineAmounts } = createRequire(import.meta.url)('@takings/money');

const RATES = { OUTPUT2: '20', RROUTPUT: '5', ZERORATEDOUTPUT: '0' };
/** As the real one: https://developer.xero.com/documentation/oauth2/limits. The minute's limit of 60 is lifted, or it alone would be measured. */
const CALLS_AT_ONCE = 5;
const LIFTED = { 'x-minlimit-remaining': '100000', 'x-daylimit-remaining': '5000000' };
const ok = (element) => ({ ...element, StatusAttributeString: 'OK' });

/** Xero's tokens, contacts, invoices and payments, as far as an undisturbed run needs them. */
export class Xero {
  calls = { 'POST /Contacts': 0, 'PUT /Invoices': 0, 'PUT /Payments': 0 };
  invoices = new Map();
  payments = 0;
  #underWay = 0;
  #used = 0;

  constructor(afterAWhile) {
    this.afterAWhile = afterAWhile;
  }

  /** Answers with status, headers and body, after as long as a call takes. */
  async answer(method, path, body) {
    if (path.endsWith('/connect/token')) return { status: 200, body: { access_token: 'bench', expires_in: 1800, token_type: 'Bearer' } };
    if (this.#underWay >= CALLS_AT_ONCE) return { status: 429, headers: { 'x-rate-limit-problem': 'concurrent' }, body: {} };
    this.#underWay++;
    await this.afterAWhile();
    this.#underWay--;
    const what = `${method} /${path.split('?')[0].split('/').at(-1)}`;
    this.calls[what]++;
    return { status: 200, headers: this.#left(), body: this.#book(what, JSON.parse(body)) };
  }

  /** Each call leaves one less, as it would. */
  #left() {
    return { ...LIFTED, 'x-minlimit-remaining': String(LIFTED['x-minlimit-remaining'] - ++this.#used) };
  }

  #book(what, { Contacts, Invoices, Payments }) {
    if (what === 'POST /Contacts')
      return { Contacts: Contacts.map((draft) => ok({ ...draft, ContactID: randomUUID(), ContactStatus: 'ACTIVE' })) };
    if (what === 'PUT /Invoices') return { Invoices: Invoices.map((draft) => this.#invoice(draft)) };
    return { Payments: Payments.map((draft) => this.#payment(draft)) };
  }

  #invoice({ InvoiceNumber, Reference, CurrencyCode, LineItems }) {
    const amounts = LineItems.map(({ Quantity, UnitAmount, TaxType }) =>
      lineAmounts({ quantity: String(Quantity), unitPrice: String(UnitAmount), vatRate: RATES[TaxType] }),
    );
    const Total = amounts.reduce((sum, { netMinor, vatMinor }) => sum + netMinor + vatMinor, 0) / 100;
    const invoice = { InvoiceID: randomUUID(), InvoiceNumber, Reference, CurrencyCode, Status: 'AUTHORISED', Total, AmountDue: Total };
    if (this.invoices.has(InvoiceNumber)) throw new Error(`${InvoiceNumber} was filed twice`);
    this.invoices.set(InvoiceNumber, invoice.InvoiceID);
    return ok(invoice);
  }

  #payment({ Reference, Amount }) {
    this.payments++;
    return ok({ PaymentID: randomUUID(), Reference, Amount });
  }
}
