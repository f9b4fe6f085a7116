import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { RunningProduct } from './running-product';
import { Desk } from './sales';

export interface HeardFlow {
  readonly flowId: string;
  readonly version: number;
  readonly state: {
    readonly saleRef: string;
    readonly status: string;
    readonly steps: Readonly<
      Record<string, { readonly state: string; readonly draft?: Record<string, unknown>; readonly answers?: Record<string, unknown> }>
    >;
    readonly lookUps: Readonly<Record<string, { readonly state: string; readonly round: number }>>;
  };
}

/** What somebody has to have answered before the last pages. The company is one that the stand-in of the registry makes up. */
export const ANSWERS = {
  customer: {
    company_number: '09884217',
    company_name: 'Larch & Lime Catering Ltd',
    postcode: 'EH1 2AB',
    address: '8 Mill Lane, Edinburgh',
    contact_name: 'Ines Walcott',
    email: 'accounts@larchlime.example',
    phone: '01632 960455',
  },
  requirement: { need: 'Fast lines for the kitchen', wanted_from: '2099-11-30' },
  product: { lines: [{ sku: 'FIBRE-24', quantity: '4' }] },
  payment: { card_ref: 'SBX-OK-1', due_on: '2099-12-01' },
  consent: { agreed: true, given_by: 'Ines Walcott' },
} as const;
export type Step = keyof typeof ANSWERS;

/** A floor on which sales can be made: a team, a consultant, a product with a price. */
export async function openShop(running: RunningProduct): Promise<void> {
  const desk = new Desk(running);
  await desk.openTeam('Falcon');
  await desk.enter('Priya Nair', 'Falcon');
  const send = sender(running);
  await send('/api/products', { sku: 'FIBRE-24', name: 'Fibre broadband', vat_rate: '20' });
  await setPrice(running, '42', 0);
}

/** A version of the price list; `basedOn` is the one before. */
export const setPrice = (running: RunningProduct, price: string, basedOn: number) =>
  sender(running)('/api/price-lists', {
    name: 'Standard',
    currency: 'GBP',
    reason: 'for the test',
    entries: [{ sku: 'FIBRE-24', unit_price: price }],
    based_on: basedOn,
  });

const sender =
  ({ url, headers }: RunningProduct) =>
  async (path: string, body: object) => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  };

/** What the person of a page does over HTTP, so that a test begins where it has something to see. */
export class SaleFlows {
  private csrf: string | undefined;

  constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {}

  async start(): Promise<HeardFlow> {
    return this.post('/api/sale-flows', { command_id: randomUUID(), consultant: 'Priya Nair', channel: 'offline' });
  }

  /** A sale with these steps answered. */
  async with(...steps: Step[]): Promise<HeardFlow> {
    let flow = await this.start();
    for (const step of steps) {
      flow = await this.command(flow.flowId, { type: 'answer', step, answers: ANSWERS[step], version: flow.version });
    }
    return flow;
  }

  command(flowId: string, command: object): Promise<HeardFlow> {
    return this.post(`/api/sale-flows/${flowId}/commands`, { command_id: randomUUID(), ...command });
  }

  async show(flowId: string): Promise<HeardFlow> {
    return (await (await this.page.request.get(`${this.url}/api/sale-flows/${flowId}`)).json()) as HeardFlow;
  }

  private async post(path: string, data: object): Promise<HeardFlow> {
    this.csrf ??= ((await (await this.page.request.get(`${this.url}/api/session`)).json()) as { csrfToken: string }).csrfToken;
    const answer = await this.page.request.post(this.url + path, { data, headers: { 'x-csrf-token': this.csrf } });
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
    return (await answer.json()) as HeardFlow;
  }
}
