import { Injectable } from '@nestjs/common';
import { Batcher } from '@takings/messaging';
import { databaseFault } from '@takings/runtime';
import type { Person } from '@takings/runtime/http';
import type { FlowCommand, FlowEvent } from '@takings/sale-flow';
import { CommandBatch } from './command-batch';
import type { KeptFlow } from './flow-rows';

/** Commands in one transaction at most, and such transactions at the same time. */
const COMMANDS_TOGETHER = 100;
const AT_ONCE = 2;

export interface Asked {
  readonly flowId: string;
  readonly command: FlowCommand;
  readonly by: Person;
}

/** What an accepted command did, and the sale as it is now; the same again when it is repeated. */
export interface Accepted extends KeptFlow {
  readonly events: readonly FlowEvent[];
}

export type Answer = Accepted | { readonly refused: Error } | 'later';

interface Waiting {
  readonly asked: Asked;
  readonly resolve: (accepted: Accepted) => void;
  readonly reject: (error: unknown) => void;
}

/** Takes commands on sales in progress. Those that come while others are being written share the next transaction; nobody waits for company. */
@Injectable()
export class FlowCommands {
  private readonly batches = new Batcher<Waiting>({ upTo: COMMANDS_TOGETHER, atOnce: AT_ONCE, work: (batch) => this.write(batch) });

  constructor(private readonly batch: CommandBatch) {}

  /** Throws `NotFound`, `InvalidInput` that names the field, `Conflict` that says who was first, or 403 that says whose sale it is. */
  ask(asked: Asked): Promise<Accepted> {
    return new Promise((resolve, reject) => this.batches.push({ asked, resolve, reject }));
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.batch.write(batch.map(({ asked }) => asked));
      for (const [i, waiting] of batch.entries()) this.tell(waiting, answers[i]!);
    } catch (error) {
      await this.failed(batch, error);
    }
  }

  private tell(waiting: Waiting, answer: Answer) {
    if (answer === 'later') this.batches.push(waiting);
    else if ('refused' in answer) waiting.reject(answer.refused);
    else waiting.resolve(answer);
  }

  /** Nothing was written. One of them may be to blame, so each goes alone; when the database is away all are told. */
  private async failed(batch: readonly Waiting[], error: unknown) {
    if (batch.length === 1 || databaseFault(error)) for (const { reject } of batch) reject(error);
    else for (const one of batch) await this.write([one]);
  }
}
