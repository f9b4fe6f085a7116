import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Outbox } from '@takings/messaging';
import { Conflict } from '@takings/runtime';
import type { Person } from '@takings/runtime/http';
import { customerNameOf, type FlowDefinition, type FlowEvent, type Move, moveTo } from '@takings/sale-flow';
import { DataSource, type EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { overtaken } from '../look-ups/overtaken';
import type { DefinitionView, MovedView } from './definition.view';
import { enter, lookUpsAsked } from './entries-by-others';
import { FlowDefinitions } from './flow-definitions';
import type { KeptFlow } from './flow-rows';
import { KeptPrices } from './kept-prices';

const SALES_TOGETHER = 100;
const EXAMPLES = 200;

/** What people decide about the versions of the flow. */
@Injectable()
export class DefinitionChanges implements OnApplicationBootstrap {
  private readonly log = new Logger(DefinitionChanges.name);

  constructor(
    private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly definitions: FlowDefinitions,
    private readonly kept: KeptPrices,
  ) {}

  /** A release that lacks a version leaves its open sales alone, which somebody has to know. */
  async onApplicationBootstrap() {
    const rows: { definition: number; sales: string }[] = await this.db.query(
      `select definition, count(*) as sales from sale_flow where status = 'open' and definition <> all($1) group by definition`,
      [this.definitions.all.map(({ version }) => version)],
    );
    for (const { definition, sales } of rows)
      this.log.error(`${sales} open sales are made by version ${definition} of the flow, which this release does not have`);
  }

  /** The latest first. */
  async all(): Promise<DefinitionView[]> {
    const rows: { version: number; sales: number }[] = await this.db.query(
      `select definition as version, count(*)::integer as sales from sale_flow where status = 'open' group by definition`,
    );
    const retired: { version: number; at: Date; by: string }[] = await this.db.query(
      'select version, retired_at as at, retired_by as by from flow_definition_retired',
    );
    return this.definitions.all.map(({ version, says, steps, lookUps }) => {
      const end = retired.find((one) => one.version === version);
      return {
        ...{ version, says },
        state: end ? 'retired' : version === this.definitions.latest.version ? 'current' : 'kept',
        steps: steps.map(({ id, title, requires }) => ({ id, title, requires: [...requires] })),
        lookUps: lookUps.map(({ id, title, sourceName, blocks }) => ({ id, title, source: sourceName, blocks })),
        openSales: rows.find((one) => one.version === version)?.sales ?? 0,
        retired: end ? { at: end.at.toISOString(), by: end.by } : null,
      };
    });
  }

  /** Says what would become of the open sales, or does it, a hundred at a time. Throws `NotFound`, or `Conflict`. */
  async move(version: number, toVersion: number | undefined, dryRun: boolean, by: Person): Promise<MovedView> {
    const from = this.definitions.called(version);
    const to = toVersion === undefined ? this.definitions.latest : this.definitions.called(toVersion);
    if (to.version === from.version)
      throw new Conflict(`These sales are made by version ${version} already; expected another version to move to`);
    await this.refuseRetired(to.version);
    const moves: { flow: KeptFlow; move: Move }[] = [];
    for (let after = NOBODY; ; ) {
      const page = await this.page(version, after);
      if (page.length === 0) return summary(from, to, dryRun, moves);
      after = page.at(-1)!.flowId;
      await this.kept.load(
        this.db,
        page.map(({ state }) => state.prices),
      );
      const decided = (flow: KeptFlow) => moveTo(to, from, flow.state, this.kept.of(flow.state.prices));
      moves.push(...(dryRun ? page.map((flow) => ({ flow, move: decided(flow) })) : await this.movePage(page, from, to, by, decided)));
    }
  }

  /** Sales that meanwhile ended, or were moved by somebody else, are left alone. */
  private movePage(page: readonly KeptFlow[], from: FlowDefinition, to: FlowDefinition, by: Person, decided: (flow: KeptFlow) => Move) {
    return this.outbox.during(async (db, give) => {
      const moves = new Map<string, Move>();
      const changes = await enter(
        db,
        { id: by.id, name: by.name },
        page.map(({ flowId }) => flowId),
        (flow): readonly FlowEvent[] => {
          if (flow.state.status !== 'open' || flow.state.definition !== from.version) return [];
          const move = decided(flow);
          moves.set(flow.flowId, move);
          return move.events;
        },
      );
      give(...changes.flatMap(lookUpsAsked), ...(await overtaken(db, changes)));
      const detail = { what: `${changes.length} open sales moved to version ${to.version}`, to: to.version, sales: changes.length };
      if (changes.length > 0)
        await keepAudit(db, { actor: by.name, action: 'sales moved to another flow', about: about(from.version), detail });
      return changes.map(({ after }) => ({ flow: after, move: moves.get(after.flowId)! }));
    });
  }

  /** Throws `Conflict` while open sales are made by it, or when new ones would be. */
  async retire(version: number, by: Person): Promise<void> {
    this.definitions.called(version);
    if (version === this.definitions.latest.version)
      throw new Conflict(`Version ${version} is the current one, by which new sales are made; expected an older one`);
    await this.db.transaction(async (db) => {
      await this.refuseOpenSales(db, version);
      const [row] = await db.query(
        'insert into flow_definition_retired (version, retired_by) values ($1, $2) on conflict do nothing returning version',
        [version, by.name],
      );
      if (row)
        await keepAudit(db, {
          actor: by.name,
          action: 'flow retired',
          about: about(version),
          detail: { what: `version ${version} retired` },
        });
    });
  }

  private async refuseOpenSales(db: EntityManager, version: number) {
    const rows: { owner: string; sales: number }[] = await db.query(
      `select state -> 'owner' ->> 'name' as owner, count(*)::integer as sales from sale_flow
       where status = 'open' and definition = $1 group by 1 order by 2 desc, 1`,
      [version],
    );
    if (rows.length === 0) return;
    const sales = rows.reduce((sum, one) => sum + one.sales, 0);
    const whose = rows.slice(0, 3).map((one) => `${one.owner} ${one.sales}`);
    throw new Conflict(
      `${sales} open ${sales === 1 ? 'sale is' : 'sales are'} made by version ${version} (${whose.join(', ')}${rows.length > 3 ? ', …' : ''}); expected them finished or moved first`,
    );
  }

  private async refuseRetired(version: number) {
    const [row] = await this.db.query('select 1 from flow_definition_retired where version = $1', [version]);
    if (row) throw new Conflict(`Version ${version} is retired; expected a version by which sales are made`);
  }

  private page(version: number, after: string): Promise<KeptFlow[]> {
    return this.db.query(
      `select flow_id as "flowId", version, state from sale_flow
       where status = 'open' and definition = $1 and flow_id > $2 order by flow_id limit ${SALES_TOGETHER}`,
      [version, after],
    );
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

const about = (version: number) => `sale flow ${version}`;

function summary(from: FlowDefinition, to: FlowDefinition, dryRun: boolean, moves: readonly { flow: KeptFlow; move: Move }[]): MovedView {
  const reopening = moves.filter(({ move }) => move.reopens.length > 0);
  const clean = moves.filter(({ move }) => move.reopens.length === 0);
  return {
    ...{ from: from.version, to: to.version, dryRun, sales: moves.length, clean: clean.length, reopening: reopening.length },
    steps: to.steps.flatMap(({ id, title }) => {
      const sales = moves.filter(({ move }) => move.reopens.includes(id)).length;
      return sales > 0 ? [{ step: id, title, sales }] : [];
    }),
    examples: [...reopening, ...clean].slice(0, EXAMPLES).map(({ flow: { flowId, state }, move }) => ({
      ...{ flowId, saleRef: state.saleRef, owner: state.owner.name, customerName: customerNameOf(from, state) ?? null },
      ...{ reopens: [...move.reopens], adds: [...move.adds], drops: [...move.drops] },
    })),
  };
}
