import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';
import { type Outcome, outcomeOf } from '../once/outcome';
import type { Books, Transaction, XeroInvoice } from '../reconcile/books';
import { type Call, call, Refused, Unreachable } from './http';
import type { Imported, InvoiceRow, Run } from './views';

/** Invoices in one answer; the back office gives no more. */
const PAGE = 200;
const UNAUTHORIZED = 401;

/** The product seen from outside, by its HTTP API behind the front. */
export class Product {
  constructor(
    private readonly url: string,
    /** An API token; the audit names what it was made for. */
    private readonly token: string,
    private readonly signal?: AbortSignal,
  ) {}

  /** Takes a CSV file of charges. Throws `Refused` when the file as a whole cannot be read. */
  importCharges(file: string): Promise<Imported> {
    return this.ask('/api/charges/import', { method: 'POST', file });
  }

  /** Takes a CSV file of sales. Throws `Refused` when the file as a whole cannot be read. */
  importSales(file: string): Promise<{ readonly sales: number; readonly alreadyKnown: number }> {
    return this.ask('/api/sales/import', { method: 'POST', file });
  }

  /** Throws `Refused` when it may not be. */
  postSale(sale: unknown): Promise<unknown> {
    return this.ask('/api/sales', { method: 'POST', json: sale });
  }

  async teamNames(): Promise<string[]> {
    const { teams } = await this.ask<{ teams: { name: string }[] }>('/api/teams');
    return teams.map(({ name }) => name);
  }

  async consultantNames(): Promise<string[]> {
    const { consultants } = await this.ask<{ consultants: { name: string }[] }>('/api/consultants');
    return consultants.map(({ name }) => name);
  }

  createTeam(team: { readonly name: string; readonly target?: string; readonly currency?: string }): Promise<unknown> {
    return this.ask('/api/teams', { method: 'POST', json: team });
  }

  createConsultant(consultant: { readonly name: string; readonly team: string }): Promise<unknown> {
    return this.ask('/api/consultants', { method: 'POST', json: consultant });
  }

  createProduct(product: { readonly sku: string; readonly name: string; readonly vat_rate: string }): Promise<unknown> {
    return this.ask('/api/products', { method: 'POST', json: product });
  }

  enterPriceList(list: { readonly name: string; readonly currency: string; readonly entries: readonly object[] }): Promise<unknown> {
    return this.ask('/api/price-lists', { method: 'POST', json: list });
  }

  /** Throws `Unreachable` at once when there is no Takings at the address. */
  async expectThere(): Promise<void> {
    try {
      await this.ask('/api/teams', { patienceMs: 0 });
    } catch (error) {
      if (error instanceof Refused && error.status === UNAUTHORIZED)
        throw new Unreachable(`${error.message} --token-file names the file that it is in.`);
      throw new Unreachable(
        `Takings does not answer at ${this.url} (${(error as Error).message || 'no answer'}); is it running? npm start starts it.`,
      );
    }
  }

  /** Gathers what is due on the given day (YYYY-MM-DD) into invoices and lets them go out. */
  startRun(runOn: string): Promise<Run> {
    return this.ask('/api/runs', { method: 'POST', json: { runOn, approve: true } });
  }

  run(id: string): Promise<Run> {
    return this.ask(`/api/runs/${id}`);
  }

  /** How far each invoice has come: all of them, or those of one run, by number. */
  async outcomes(runId?: string): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    let after: string | null = null;
    do {
      const query: URLSearchParams = new URLSearchParams({ limit: `${PAGE}`, ...(runId && { runId }), ...(after && { after }) });
      const page: { invoices: InvoiceRow[]; next: string | null } = await this.ask(`/api/invoices?${query}`);
      outcomes.push(...page.invoices.map(outcomeOf));
      after = page.next;
    } while (after);
    return outcomes;
  }

  /** What the stand-ins for Xero and the gateway have in their books. */
  async books(): Promise<Books> {
    const [xeroInvoices, transactions] = await Promise.all([
      this.lines<XeroInvoice>('/sandbox/api/books/xero-invoices'),
      this.lines<Transaction>('/sandbox/api/books/transactions'),
    ]);
    return { xeroInvoices, transactions };
  }

  private async ask<Answer>(path: string, options: Call = {}): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.token}` };
    return (await json(await call(this.url + path, { ...options, headers, signal: this.signal }))) as Answer;
  }

  /** NDJSON: one value on each line. */
  private async lines<Row>(path: string): Promise<Row[]> {
    const rows: Row[] = [];
    const lines = createInterface({ input: await call(this.url + path, { signal: this.signal }) });
    for await (const line of lines) if (line !== '') rows.push(JSON.parse(line) as Row);
    return rows;
  }
}
