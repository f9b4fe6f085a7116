import { ForbiddenException, Injectable } from '@nestjs/common';
import { Conflict, NotFound } from '@takings/runtime';
import type { Person } from '@takings/runtime/http';
import {
  driftOf,
  type Effect,
  effectOf,
  type FlowState,
  manages,
  mayLookAt,
  mayWorkOn,
  nextStep,
  type PriceSnapshot,
  waitsFor,
} from '@takings/sale-flow';
import { DataSource } from 'typeorm';
import { withPauses } from '../look-ups/with-pauses';
import { PriceLists } from '../price-lists/price-lists';
import { StagePauses } from '../providers/stage-pauses';
import type { FlowView, PreviewDto } from './flow.view';
import { FlowDefinitions } from './flow-definitions';
import type { KeptFlow } from './flow-rows';
import { FlowSettings } from './flow-settings';
import { KeptPrices } from './kept-prices';
import { Presences } from './presences';
import { refusing } from './refused-as';

const DAY_MS = 86_400_000;

/** Sales in progress as people see them. */
@Injectable()
export class FlowViews {
  constructor(
    private readonly db: DataSource,
    private readonly definitions: FlowDefinitions,
    private readonly kept: KeptPrices,
    private readonly lists: PriceLists,
    private readonly presences: Presences,
    private readonly settings: FlowSettings,
    private readonly pauses: StagePauses,
  ) {}

  /** Throws `NotFound`, or 403 that says whose sale it is. */
  async one(flowId: string, by: Person): Promise<FlowView> {
    const flow = await this.seen(flowId, by);
    const { state } = flow;
    await this.kept.load(this.db, [state.prices]);
    const prices = this.kept.of(state.prices);
    return {
      ...(await this.stand(flow, this.pauses.now())),
      mayWorkOn: mayWorkOn(by, state),
      mayTakeOver: state.owner.id !== by.id && manages(by, state),
      prices: { ...prices.prices },
      drift: state.status === 'open' ? await this.drift(state, prices) : [],
      presence: await this.presences.others(flowId, by),
    };
  }

  /** What answering a step would do. Throws as `one` does, or `InvalidInput`. */
  async preview(flowId: string, { step, answers }: PreviewDto, by: Person): Promise<Effect> {
    const { state } = await this.seen(flowId, by);
    await this.kept.load(this.db, [state.prices]);
    return refusing(() => effectOf(state, this.definitions.of(state), step, answers, this.kept.of(state.prices)));
  }

  /** What a sale comes to beside its state. */
  async stand({ flowId, version, state: kept }: KeptFlow, pauses = this.pauses.recent()) {
    const definition = this.definitions.of(kept);
    const state = withPauses(kept, definition, await pauses, new Date());
    return {
      ...{ flowId, version, state },
      waitsFor: this.waitsFor(state),
      nextStep: nextStep(definition, state) ?? null,
      expiresAt: this.expiresAt(state),
    };
  }

  waitsFor(state: FlowState) {
    const definition = this.definitions.forReading(state);
    const waits = waitsFor(definition, state);
    if (!waits) return null;
    if (waits.kind === 'completion') return { ...waits, title: 'Completion' };
    const title =
      'step' in waits
        ? definition.steps.find(({ id }) => id === waits.step)!.title
        : definition.lookUps.find(({ id }) => id === waits.lookUp)!.title;
    return { ...waits, title };
  }

  expiresAt({ status, work }: FlowState): string | null {
    return status === 'open' ? new Date(Date.parse(work.last) + this.settings.expiresAfterDays * DAY_MS).toISOString() : null;
  }

  /** Throws `NotFound`, or 403 that says whose sale it is. */
  async seen(flowId: string, by: Person): Promise<KeptFlow> {
    const [flow]: KeptFlow[] = await this.db.query('select flow_id as "flowId", version, state from sale_flow where flow_id = $1', [
      flowId,
    ]);
    if (!flow) throw new NotFound(`There is no sale ${flowId} in progress`);
    if (!mayLookAt(by, flow.state)) throw new ForbiddenException(`This is the sale of ${flow.state.owner.name}, who is in another team.`);
    return flow;
  }

  private async drift(state: FlowState, frozen: PriceSnapshot) {
    const current = await this.lists.current(this.db).catch((error: unknown) => {
      if (error instanceof Conflict) return undefined; // there is no list now, so there is nothing to take its prices from
      throw error;
    });
    return current ? driftOf(this.definitions.of(state), state, frozen, current) : [];
  }
}
