import {
  afterEntry,
  type Actor,
  decide,
  deskV1,
  type FlowCommand,
  type FlowPolicy,
  type FlowState,
  type PriceSnapshot,
} from '@takings/sale-flow';

/** A sale in progress as an engine keeps it. */
export interface KeptFlow {
  readonly version: number;
  readonly state: FlowState;
}

const AGENT: Actor & { readonly id: string; readonly name: string } = { id: 'agent', name: 'Agent', roles: ['agent'], team: null };
const POLICY: FlowPolicy = { repricingLimitMinor: 100_000 };
const LIST = { priceListId: 'list', name: 'Bench', takenAt: '2026-01-01T00:00:00.000Z', keptUntil: '2099-01-01T00:00:00.000Z' };
const PRICES: PriceSnapshot = {
  ...LIST,
  prices: Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [`BENCH-${n}`, { name: `Fibre ${n}`, unitPrice: '45.00', currency: 'GBP', vatRate: '20' }]),
  ),
};

/** A sale that has just been started. */
export const started = (saleRef: string, at: string): KeptFlow => ({
  version: 1,
  state: afterEntry(undefined, {
    version: 1,
    at,
    by: AGENT,
    commandId: saleRef,
    events: [
      {
        type: 'started',
        definition: deskV1.version,
        saleRef,
        owner: { id: AGENT.id, name: AGENT.name },
        team: AGENT.team,
        consultant: { id: AGENT.id, name: AGENT.name },
        channel: 'offline',
        prices: { ...LIST, snapshot: 'list' },
      },
    ],
  }),
});

/** What our back office decides by, and all of it: the same rules, the same state. Throws `Refusal`. */
export function accept({ version, state }: KeptFlow, command: FlowCommand, at: string): KeptFlow {
  const events = decide(state, command, { definition: deskV1, prices: PRICES, by: AGENT, now: at, policy: POLICY });
  if (events.length === 0) return { version, state };
  const entry = { version: version + 1, at, by: { id: AGENT.id, name: AGENT.name }, commandId: command.command_id, events };
  return { version: version + 1, state: afterEntry(state, entry) };
}
