import { randomUUID } from 'node:crypto';
import { type Given, stepOf } from '@takings/contracts';
import type { Stage, Tx } from '@takings/messaging';
import { Unavailable } from '@takings/runtime';
import type { DataSource } from 'typeorm';
import { ChangeCharge } from '../change-charge/change-charge.stage';
import { ChargeArrived } from '../change-charge/charge-arrived';
import { ChargeArrivals } from '../gather-run/charge-arrivals';
import { GatherRun } from '../gather-run/gather-run.stage';
import { DecisionsArrived } from '../issue-invoices/decisions-arrived';
import { IssueInvoices } from '../issue-invoices/issue-invoices.stage';
import type { NumberSeries } from '../issue-invoices/number-series';
import { ProposeRun } from '../propose-run/propose-run.stage';
import { SteerRun } from '../steer-run/steer-run.stage';

/** A series that nobody has set. */
export const TK = { prefix: 'TK-', startsAt: null };

/** The collector's stages of a run, with facts in hand in place of queues, so that a test chooses in which order they arrive. */
export class CollectorLine {
  /** Not taken yet. */
  readonly waiting: Given[] = [];
  /** Given to other apps. */
  readonly given: Given[] = [];
  private readonly stages: readonly Stage[];

  constructor(private readonly db: DataSource) {
    const decisions = new DecisionsArrived(db);
    // A fact whose turn has not come is put back at once: nothing arrives while one is at work.
    const impatient = { waitFor: (runId: string, count: number) => decisions.waitFor(runId, count, 0) } as DecisionsArrived;
    this.stages = [
      new GatherRun(new ChargeArrivals(db)),
      new ProposeRun(),
      new ChangeCharge({ waitFor: async () => undefined } as unknown as ChargeArrived),
      new SteerRun(),
      new IssueInvoices(impatient, { current: async () => TK } as unknown as NumberSeries),
    ];
  }

  /** Takes the waiting fact at this place. False when it has to wait for others. */
  async take(at: number): Promise<boolean> {
    const [fact] = this.waiting.splice(at % this.waiting.length, 1);
    const stage = this.stages.find(({ name }) => stepOf(name).takes.some(({ type }) => type === fact!.type));
    if (!stage) throw new Error(`Nobody takes ${fact!.type}`);
    try {
      this.keep(await this.recorded(stage, fact!));
      return true;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      this.waiting.push(fact!);
      return false;
    }
  }

  /** Takes what waits, the oldest first, until nothing does. */
  async drain(): Promise<void> {
    for (let inVain = 0; this.waiting.length > 0; ) {
      inVain = (await this.take(0)) ? 0 : inVain + 1;
      if (inVain > this.waiting.length) throw new Error(`In vain wait ${this.waiting.map(({ type }) => type).join(', ')}`);
    }
  }

  dataOf(type: string): any[] {
    return this.given.filter((fact) => fact.type === type).map(({ data }) => data);
  }

  private keep(facts: readonly Given[]) {
    for (const fact of facts) {
      const ours = this.stages.some(({ name }) => stepOf(name).takes.some(({ type }) => type === fact.type));
      (ours ? this.waiting : this.given).push(fact);
    }
  }

  private async recorded(stage: Stage, { data, type }: Given<any>): Promise<Given[]> {
    const work = { data, event: { id: randomUUID(), type, time: new Date().toISOString() } as never, key: '', prepared: undefined };
    await stage.act?.(work);
    return this.db.transaction((manager) =>
      Promise.resolve(stage.record!({ ...work, result: undefined }, { manager: async () => manager } as Partial<Tx> as Tx)),
    );
  }
}
