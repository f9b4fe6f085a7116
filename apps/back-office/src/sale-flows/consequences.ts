import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Given } from '@takings/contracts';
import { answersOf, type FlowEvent, type FlowState, netOf } from '@takings/sale-flow';
import type { EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import type { NewSale } from '../sales/new-sale';
import { SaleIntake } from '../sales/sale-intake';
import { productOf } from '../sales/sale-input';
import { Voiding } from '../sales/voiding';
import type { Asked } from './flow-commands';
import { FlowDefinitions } from './flow-definitions';
import type { KeptFlow } from './flow-rows';
import { KeptPrices } from './kept-prices';

type Give = (...facts: Given[]) => void;

/** What a decision means outside the sale in progress: a sale is entered or taken back, the audit is told. */
@Injectable()
export class Consequences {
  constructor(
    private readonly intake: SaleIntake,
    private readonly voiding: Voiding,
    private readonly definitions: FlowDefinitions,
    private readonly prices: KeptPrices,
  ) {}

  /** Whether any of this reaches beyond the sale itself. */
  concerns(events: readonly FlowEvent[]): boolean {
    return events.some((event) => AUDITED.has(event.type));
  }

  /** In the transaction of the command. Answers why it cannot be, and then nothing was written; or throws, and nothing of the batch holds. */
  async bringAbout(db: EntityManager, give: Give, flow: KeptFlow, events: readonly FlowEvent[], { by }: Asked): Promise<Error | undefined> {
    for (const event of events) {
      if (event.type === 'completed') {
        const [outcome] = await this.intake.takeWith(db, give, [this.saleOf(flow, by.name)]);
        if ('refused' in outcome!) return outcome.refused;
      }
      if (event.type === 'taken-back') await this.voiding.voidWith(db, give, flow.flowId, event.reason, by.name);
      const decision = AUDITED.get(event.type);
      if (decision)
        await keepAudit(db, { actor: by.name, action: decision, about: flow.flowId, detail: { ...event, saleRef: flow.state.saleRef } });
    }
    return undefined;
  }

  /** The sale keeps the id that its flow had from the start. */
  private saleOf({ flowId, state }: KeptFlow, actor: string): NewSale {
    const { customer, dueOn, lines } = this.definitions.of(state).sale(answersOf(state), this.prices.of(state.prices));
    return {
      saleId: flowId,
      saleRef: state.saleRef,
      idempotencyKey: null,
      content: createHash('sha256').update(flowId).digest(),
      consultant: state.consultant.id,
      team: null,
      channel: state.channel,
      origin: 'sold',
      product: productOf(lines[0]!.description, lines.length),
      currency: lines[0]!.currency,
      revenueMinor: netOf(lines),
      soldAt: momentOf(state),
      customer,
      dueOn,
      lines: lines.map(({ description, quantity, unitPrice, vatRate, netMinor, vatMinor }) => ({
        description,
        quantity,
        unitPrice,
        vatRate,
        netMinor,
        vatMinor,
      })),
      actor,
    };
  }
}

const momentOf = ({ ended }: FlowState) => ended!.at;

/** Decisions that whoever watches over the desk has to find again; a sale taken back is told of with the sale itself. */
const AUDITED = new Map<FlowEvent['type'], Parameters<typeof keepAudit>[1]['action'] | undefined>([
  ['completed', undefined],
  ['taken-back', undefined],
  ['look-up-typed-in', 'look-up typed in'],
  ['repriced', 'sale repriced'],
  ['seller-changed', 'seller changed'],
  ['handed-over', 'sale handed over'],
  ['taken-over', 'sale taken over'],
  ['abandoned', 'sale given up'],
]);
