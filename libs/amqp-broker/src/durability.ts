import type { Entry, Message } from './queue/message';

/** What keeps definitions and persistent messages. The journal is one; without a data folder nothing outlives the process. */
export interface Durability {
  /** Calls back, in the order of the calls, once everything given so far is safe. */
  whenSafe(done: () => void): void;
  /** True while more waits to be written than should be held in memory: publishers pause. */
  readonly behind: boolean;
  definitionsChanged(): void;
  /** Keeps a message for those of its entries that a restart must not lose. */
  keep(message: Message, entries: Entry[]): void;
  /** The entry has come to its end. */
  forget(entry: Entry): void;
  /** A delivery came back; its count is kept. */
  returned(entry: Entry): void;
  close(): Promise<void>;
}

/** Keeps nothing; answers once per turn of the event loop, so that confirms go out in groups. */
export class InMemory implements Durability {
  readonly behind = false;
  private waiting: (() => void)[] = [];

  whenSafe(done: () => void): void {
    if (this.waiting.push(done) === 1) setImmediate(() => this.answer());
  }

  definitionsChanged(): void {}
  keep(): void {}
  forget(): void {}
  returned(): void {}

  async close(): Promise<void> {
    this.answer();
  }

  private answer(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const done of waiting) done();
  }
}
