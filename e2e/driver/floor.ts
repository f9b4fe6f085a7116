import { json } from 'node:stream/consumers';
import { call, today } from '@takings/tools';
import type { RunningProduct } from './running-product';

export interface Sale {
  readonly saleId: string;
}

/** A contact centre behind the product's address: its teams and consultants, and what they sell. */
export class Floor {
  private sales = 0;

  constructor(private readonly running: Pick<RunningProduct, 'url' | 'headers'>) {}

  /** Each team with its consultants and, in major units, its goal of the day. */
  async opens(teams: Readonly<Record<string, { readonly goal: string; readonly consultants: readonly string[] }>>) {
    for (const [name, { goal, consultants }] of Object.entries(teams)) {
      await this.post('/api/teams', { name, time_zone: 'Europe/London', target: goal, currency: 'GBP' });
      for (const consultant of consultants) await this.post('/api/consultants', { name: consultant, team: name });
    }
  }

  /** `price` in major units, before VAT. */
  sells(consultant: string, price: string): Promise<Sale> {
    const number = ++this.sales;
    return this.post('/api/sales', {
      consultant,
      channel: 'offline',
      customer: { customer_ref: `C-${number}`, name: `Customer ${number}`, email: `customer${number}@example.com` },
      lines: [{ description: 'Broadband', quantity: '1', unit_price: price, vat_rate: '20' }],
      currency: 'GBP',
      due_on: today(),
      idempotency_key: `sale-${number}`,
    });
  }

  takesBack({ saleId }: Sale): Promise<unknown> {
    return this.post(`/api/sales/${saleId}/void`, { reason: 'The customer changed their mind' });
  }

  pairs(code: string, name: string, boards: readonly string[]): Promise<{ screenId: string }> {
    return this.post('/api/screens', { code, name, shows: { boards } });
  }

  withdraws({ screenId }: { screenId: string }): Promise<unknown> {
    return this.post(`/api/screens/${screenId}/withdraw`, {});
  }

  private async post<Answer>(path: string, body: object): Promise<Answer> {
    return (await json(await call(this.running.url + path, { method: 'POST', json: body, headers: this.running.headers }))) as Answer;
  }
}
