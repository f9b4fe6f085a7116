import { randomUUID } from 'node:crypto';
import type { RunningBackOffice } from './running-back-office';
import type { SignedIn } from './test-people';

/** Answers of all steps of the first flow, as an agent types them. */
export const deskAnswers = {
  customer: {
    company_number: '09884217',
    company_name: 'Larch & Lime Catering Ltd',
    address: '14 Friar Gate Court, Derby',
    postcode: 'DE1 2PL',
    contact_name: 'Ines Walcott',
    email: 'accounts@larchlime.example',
    phone: '01632 960455',
  },
  requirement: { need: 'Broadband and four lines' },
  product: {
    lines: [
      { sku: 'FIBRE', quantity: '2' },
      { sku: 'PHONE', quantity: '4' },
    ],
  },
  payment: { card_ref: 'SBX-OK-1', due_on: '2026-12-01' },
  consent: { agreed: true, given_by: 'Ines Walcott' },
};
export type DeskStep = keyof typeof deskAnswers;

/** Where agents work: in this process, or in one of its own. */
export type Desk = Pick<RunningBackOffice, 'get' | 'post'>;

/** What a desk needs before the first sale: a team, a consultant, products and their prices. */
export async function openDesk(office: Desk, consultant = 'Priya Nair') {
  const team = (await office.post('/api/teams', { name: 'North' })).body;
  const seller = (await office.post('/api/consultants', { name: consultant, team: 'North' })).body;
  await office.post('/api/products', { sku: 'FIBRE', name: 'Fibre broadband', vat_rate: 20 });
  await office.post('/api/products', { sku: 'PHONE', name: 'Phone line', vat_rate: 20 });
  await newPrices(office, '24.50');
  return { teamId: team.teamId as string, consultantId: seller.consultantId as string };
}

export const newPrices = (office: Desk, fibre: string) =>
  office.post('/api/price-lists', {
    name: 'Standard',
    currency: 'GBP',
    reason: 'As of today',
    entries: [
      { sku: 'FIBRE', unit_price: fibre },
      { sku: 'PHONE', unit_price: '9.50' },
    ],
  });

/** One agent at one sale, over HTTP. */
export class AgentAtSale {
  version = 1;

  private constructor(
    private readonly office: Desk,
    readonly flowId: string,
    private readonly headers: Record<string, string>,
  ) {}

  static async start(office: Desk, agent: SignedIn, consultant = 'Priya Nair', flowId: string = randomUUID()): Promise<AgentAtSale> {
    const { status, body } = await office.post('/api/sale-flows', { command_id: flowId, consultant }, { ...agent.headers });
    // 200: the same was asked before.
    if (status !== 201 && status !== 200) throw new Error(`No sale was started: ${JSON.stringify(body)}`);
    return new AgentAtSale(office, flowId, { ...agent.headers });
  }

  /** The same sale before somebody else, or in another window. */
  seenBy(somebody: SignedIn): AgentAtSale {
    const other = new AgentAtSale(this.office, this.flowId, { ...somebody.headers });
    other.version = this.version;
    return other;
  }

  /** With the version that was seen last, unless another is given. */
  async ask(command: Record<string, unknown>) {
    const needsVersion = ['answer', 'confirm', 'reprice', 'change-seller', 'abandon', 'complete'].includes(String(command['type']));
    const body = { command_id: randomUUID(), ...(needsVersion && { version: this.version }), ...command };
    const answer = await this.office.post(`/api/sale-flows/${this.flowId}/commands`, body, this.headers);
    if (answer.status === 200) this.version = answer.body.version;
    return answer;
  }

  draft = (step: DeskStep, draft: Record<string, unknown>) => this.ask({ type: 'draft', step, draft });

  answer = (step: DeskStep, changes: Record<string, unknown> = {}) =>
    this.ask({ type: 'answer', step, answers: { ...deskAnswers[step], ...changes } });

  /** All steps, and the credit score by hand. */
  async answerAll() {
    for (const step of Object.keys(deskAnswers) as DeskStep[]) expect(await this.answer(step)).toMatchObject({ status: 200 });
    await this.ask({ type: 'type-in', look_up: 'credit', answer: { score: 71 } });
    return this;
  }

  complete = () => this.ask({ type: 'complete' });

  async look() {
    const answer = await this.office.get(`/api/sale-flows/${this.flowId}`, this.headers);
    if (answer.status === 200) this.version = answer.body.version;
    return answer;
  }

  history = async () => (await this.office.get(`/api/sale-flows/${this.flowId}/history?limit=1000`, this.headers)).body;

  preview = (step: DeskStep, changes: Record<string, unknown>) =>
    this.office.post(`/api/sale-flows/${this.flowId}/preview`, { step, answers: { ...deskAnswers[step], ...changes } }, this.headers);
}
