import type { RunningProduct } from './running-product';

/** What a person at the desk does over HTTP: opens teams, enters consultants, sells. */
export class Desk {
  constructor(private readonly running: Pick<RunningProduct, 'url' | 'headers'>) {}

  openTeam(name: string, more: object = {}) {
    return this.post('/api/teams', { name, time_zone: 'Europe/London', ...more });
  }

  enter(name: string, team: string, more: object = {}) {
    return this.post('/api/consultants', { name, team, ...more });
  }

  /** `price` is net, a decimal in major units. */
  sell(consultant: string, price: string, more: object = {}): Promise<{ readonly saleId: string; readonly soldAt: string }> {
    return this.post('/api/sales', {
      consultant,
      channel: 'offline',
      customer: { customer_ref: 'C-1', name: 'Calder Row Physio', email: 'desk@example.com', card_ref: 'SBX-OK-1' },
      lines: [{ description: 'Support plan', quantity: '1', unit_price: price, vat_rate: '20' }],
      currency: 'GBP',
      due_on: '2099-01-01',
      ...more,
    });
  }

  private async post<Answer>(path: string, body: object): Promise<Answer> {
    const answer = await fetch(this.running.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.running.headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }
}
