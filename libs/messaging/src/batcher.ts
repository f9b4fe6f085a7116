export interface BatcherOptions<T> {
  /** How many items a batch has at most. */
  readonly upTo: number;
  /** How many batches are worked on at the same time. */
  readonly atOnce: number;
  readonly work: (batch: T[]) => Promise<void>;
  /** Waits for permission before a batch is taken; what comes meanwhile goes along. */
  readonly turn?: (waiting: number) => Promise<void>;
}

/** Hands over what is there. It never waits to fill: a batch is as large as what came while the one before was worked on. */
export class Batcher<T> {
  private waiting: T[] = [];
  private scheduled = false;
  private running = 0;
  private turning = false;

  constructor(private readonly options: BatcherOptions<T>) {}

  push(item: T) {
    this.waiting.push(item);
    if (this.scheduled || this.running >= this.options.atOnce) return;
    this.scheduled = true;
    // After this read of the socket: all messages that came in it are here by then.
    setImmediate(() => {
      this.scheduled = false;
      this.pull();
    });
  }

  /** Gives back what has not begun. */
  takeWaiting(): T[] {
    return this.waiting.splice(0);
  }

  get idle() {
    return this.running === 0 && this.waiting.length === 0;
  }

  private pull() {
    const { atOnce, turn } = this.options;
    while (this.running < atOnce && this.waiting.length > 0 && !this.turning) {
      this.running++;
      if (turn) void this.takeTurn(turn);
      else void this.begin();
    }
  }

  /** One turn at a time: the next is asked for with what this one left, or several would be promised the same items. */
  private async takeTurn(turn: NonNullable<BatcherOptions<T>['turn']>) {
    this.turning = true;
    await turn(this.waiting.length);
    this.turning = false;
    const done = this.begin();
    this.pull();
    await done;
  }

  /** `work` answers for its own errors and never rejects. */
  private async begin() {
    const batch = this.waiting.splice(0, this.options.upTo);
    if (batch.length > 0) await this.options.work(batch);
    this.running--;
    this.pull();
  }
}
