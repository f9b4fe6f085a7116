import { Injectable } from '@nestjs/common';
import type { Given } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { Conflict, InvalidInput, NotFound } from '@takings/runtime';
import { afterEntry, decide, type FlowEvent, type HistoryEntry, Refusal } from '@takings/sale-flow';
import type { EntityManager } from 'typeorm';
import { overtaken } from '../look-ups/overtaken';
import { lookUpsAsked } from './entries-by-others';
import type { Answer, Asked } from './flow-commands';
import { Consequences } from './consequences';
import { FlowContexts, type FlowsKnown } from './flow-contexts';
import { doneBefore, type HeldFlow, hold, type KeptFlow, writeFlows } from './flow-rows';
import { refusedAs } from './refused-as';

/** A sale while a batch works on it. */
interface InHand {
  readonly before: KeptFlow;
  after: KeptFlow;
  readonly entries: HistoryEntry[];
  /** Whatever else is asked of it in this batch has to wait: what was decided reaches further, and may yet be refused. */
  waits: boolean;
}

interface Planned {
  readonly asked: Asked;
  readonly flow: InHand;
  readonly at: number;
  readonly events: readonly FlowEvent[];
}

/** Commands on any sales in one transaction: two statements whatever their number, and nothing replayed. */
@Injectable()
export class CommandBatch {
  constructor(
    private readonly outbox: Outbox,
    private readonly contexts: FlowContexts,
    private readonly consequences: Consequences,
  ) {}

  /** Answers each in the same order. Throws when nothing was written. */
  write(batch: readonly Asked[]): Promise<Answer[]> {
    return this.outbox.during(async (db, give) => {
      const held = await hold(
        db,
        batch.map(({ flowId, command }) => ({ flowId, commandId: command.command_id })),
      );
      const known = await this.contexts.prepare(db, batch, held);
      const flows = new Map<string, InHand>();
      const answers: Answer[] = [];
      const reaching: Planned[] = [];
      for (const [at, asked] of batch.entries()) answers.push(this.answer(asked, at, held[at], known, flows, reaching));
      await recognise(db, batch, flows, answers);
      for (const planned of reaching) await this.bringAbout(db, give, planned, answers);
      const changes = [...flows.values()].filter(({ entries }) => entries.length > 0);
      await writeFlows(db, changes);
      give(...changes.flatMap(lookUpsAsked), ...(await overtaken(db, changes)));
      return answers;
    });
  }

  private answer(
    asked: Asked,
    at: number,
    held: HeldFlow | undefined,
    known: FlowsKnown,
    flows: Map<string, InHand>,
    reaching: Planned[],
  ): Answer {
    if (!held) return { refused: new NotFound(`There is no sale ${asked.flowId} in progress`) };
    const flow = flows.get(asked.flowId) ?? inHand(asked.flowId, held);
    flows.set(asked.flowId, flow);
    if (held.known_events) return { ...flow.after, events: held.known_events };
    if (flow.waits) return 'later';
    const done = flow.entries.find(({ commandId }) => commandId === asked.command.command_id);
    if (done) return { ...flow.after, events: done.events };
    try {
      const context = this.contexts.of(flow.after.state, asked, known);
      const events = decide(flow.after.state, asked.command, context);
      if (events.length === 0) return { ...flow.after, events };
      append(flow, {
        version: flow.after.version + 1,
        at: context.now,
        by: { id: asked.by.id, name: asked.by.name },
        commandId: asked.command.command_id,
        events,
      });
      if (this.consequences.concerns(events)) {
        flow.waits = true;
        reaching.push({ asked, flow, at, events });
      }
      return { ...flow.after, events };
    } catch (error) {
      if (error instanceof Refusal) return { refused: refusedAs(error) };
      if (error instanceof InvalidInput || error instanceof Conflict) return { refused: error };
      throw error;
    }
  }

  /** What a decision means elsewhere, in the same transaction; when that cannot be, the sale stays as it was before. */
  private async bringAbout(db: EntityManager, give: (...facts: Given[]) => void, { asked, flow, at, events }: Planned, answers: Answer[]) {
    const refused = await this.consequences.bringAbout(db, give, flow.after, events, asked);
    if (!refused) return;
    flow.entries.pop();
    flow.after = flow.entries.reduce<KeptFlow>(after, flow.before);
    answers[at] = { refused };
  }
}

const inHand = (flowId: string, { version, state }: HeldFlow): InHand => {
  const before = { flowId, version, state };
  return { before, after: before, entries: [], waits: false };
};

const after = ({ flowId, state }: KeptFlow, entry: HistoryEntry): KeptFlow => ({
  flowId,
  version: entry.version,
  state: afterEntry(state, entry),
});

function append(flow: InHand, entry: HistoryEntry) {
  flow.entries.push(entry);
  flow.after = after(flow.after, entry);
}

/** What is refused, or has nothing to do, may be so because the very same command was carried out by a transaction that was waited for. */
async function recognise(db: EntityManager, batch: readonly Asked[], flows: ReadonlyMap<string, InHand>, answers: Answer[]) {
  const doubtful = [...answers.keys()].filter((at) => {
    const answer = answers[at]!;
    return answer !== 'later' && ('refused' in answer || answer.events.length === 0) && flows.has(batch[at]!.flowId);
  });
  if (doubtful.length === 0) return;
  const known = await doneBefore(
    db,
    doubtful.map((at) => ({ flowId: batch[at]!.flowId, commandId: batch[at]!.command.command_id })),
  );
  for (const [i, at] of doubtful.entries()) {
    const events = known[i];
    if (events) answers[at] = { ...flows.get(batch[at]!.flowId)!.after, events };
  }
}
