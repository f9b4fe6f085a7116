import { randomUUID } from 'node:crypto';
import type { FlowCommand, FlowCommandInput } from '../commands';
import { type Actor, decide, type DecisionContext } from '../decide';
import type { FlowDefinition } from '../definition';
import { deskV1 } from '../desk-v1/desk-v1';
import { type FlowEvent, type HistoryEntry, TAKINGS } from '../events';
import { afterEntry } from '../evolve';
import { type LookUpOutcome, outcomeEvents } from '../look-ups';
import type { PriceSnapshot } from '../prices';
import type { FlowState } from '../state';

export const anna: Actor = { id: 'anna', name: 'Anna Price', roles: ['agent'], team: 'north' };
export const ravi: Actor = { id: 'ravi', name: 'Ravi Shah', roles: ['agent'], team: 'north' };
export const mona: Actor = { id: 'mona', name: 'Mona Reed', roles: ['team-manager'], team: 'north' };
export const omar: Actor = { id: 'omar', name: 'Omar Diaz', roles: ['team-manager'], team: 'south' };

export const prices: PriceSnapshot = {
  priceListId: 'list-1',
  name: 'Standard',
  takenAt: '2026-11-21T09:00:00.000Z',
  keptUntil: '2026-12-21T09:00:00.000Z',
  prices: {
    fibre: { name: 'Fibre broadband', unitPrice: '24.50', currency: 'GBP', vatRate: '20' },
    phone: { name: 'Phone line', unitPrice: '9.5', currency: 'GBP', vatRate: '20' },
  },
};

export const answers = {
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
  product: { lines: [{ sku: 'fibre', quantity: '2' }] },
  payment: { card_ref: 'SBX-OK-1', due_on: '2026-12-01' },
  consent: { agreed: true, given_by: 'Ines Walcott' },
} as const;

/** Any command without what every one has. */
type Asked = FlowCommandInput extends infer C
  ? C extends { command_id: string }
    ? Omit<C, 'command_id' | 'version'> & { version?: number }
    : never
  : never;

/** A sale that is worked on in memory, a second for each command. */
export class SaleInHand {
  readonly history: HistoryEntry[] = [];
  private clock = Date.parse('2026-11-21T09:00:00.000Z');

  constructor(
    public definition: FlowDefinition = deskV1,
    public current: PriceSnapshot = prices,
  ) {
    const { prices: _, ...list } = current;
    this.append(anna, [
      {
        type: 'started',
        ...{ definition: definition.version, saleRef: 'SF-1', owner: { id: 'anna', name: anna.name }, team: 'north' },
        ...{ consultant: { id: 'priya', name: 'Priya Nair' }, channel: 'offline', prices: { ...list, snapshot: 'p1' } },
      },
    ]);
  }

  state!: FlowState;
  prices = prices;

  get version() {
    return this.history.length;
  }

  wait(seconds: number) {
    this.clock += seconds * 1000;
    return this;
  }

  /** Says what happened; the version is the latest unless given. */
  ask(asked: Asked, by: Actor = anna): readonly FlowEvent[] {
    const command = { version: this.version, ...asked, command_id: randomUUID() } as FlowCommand;
    const events = decide(this.state, command, this.context(by));
    if (events.length > 0) this.append(by, events);
    if (command.type === 'reprice' && events.length > 0) this.prices = this.current;
    return events;
  }

  answer(step: keyof typeof answers, changes: object = {}, by: Actor = anna) {
    return this.ask({ type: 'answer', step, answers: { ...answers[step], ...changes } } as Asked, by);
  }

  hear(lookUp: string, outcome: LookUpOutcome, round = this.state.lookUps[lookUp]?.round ?? 1) {
    const events = outcomeEvents(this.state, lookUp, round, outcome);
    if (events.length > 0) this.append({ ...TAKINGS, roles: [], team: null }, events);
    return events;
  }

  /** Every step answered; the credit check is still out. */
  answerAll() {
    for (const step of Object.keys(answers)) this.answer(step as keyof typeof answers);
    return this;
  }

  done = () => Object.entries(this.state.steps).flatMap(([id, { state }]) => (state === 'done' ? [id] : []));

  context(by: Actor): DecisionContext {
    const { prices: _, ...list } = this.current;
    return {
      definition: this.definition,
      prices: this.prices,
      by,
      now: new Date(this.clock).toISOString(),
      policy: { repricingLimitMinor: 10_000 },
      current: { frozen: { ...list, snapshot: 'p2' }, prices: this.current },
      successor: { id: 'ravi', name: 'Ravi Shah', team: 'north' },
      seller: { id: 'priya', name: 'Priya Nair' },
    };
  }

  private append(by: Actor, events: readonly FlowEvent[]) {
    this.clock += 1000;
    const entry = {
      version: this.version + 1,
      at: new Date(this.clock).toISOString(),
      by: { id: by.id, name: by.name },
      commandId: randomUUID(),
      events,
    };
    this.history.push(entry);
    this.state = afterEntry(this.state, entry);
  }
}

export const goodCredit: LookUpOutcome = { kind: 'found', source: 'credit-bureau', answer: { score: 71, rating: 'good' }, cost: '£1.20' };
