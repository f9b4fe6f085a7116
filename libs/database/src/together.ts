/** Calls of one statement at most; more go into the next. */
const UP_TO = 100;

interface Waiting<In, Out> {
  readonly one: In;
  readonly resolve: (out: Out) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes one statement of what many want at the same time: a call waits for the one under way, and whatever else came meanwhile goes with
 * it. It never waits to fill. `work` answers in the order asked; when it throws, each is asked alone, so that a bad one hurts only itself.
 */
export function together<In, Out>(work: (all: In[]) => Promise<Out[]>): (one: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = [];
  let running = false;

  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject });
      if (running) return;
      running = true;
      setImmediate(() => void run());
    });

  async function run() {
    while (waiting.length > 0) await settle(waiting.splice(0, UP_TO));
    running = false;
  }

  async function settle(batch: Waiting<In, Out>[]): Promise<void> {
    try {
      const answers = await work(batch.map(({ one }) => one));
      for (const [i, { resolve }] of batch.entries()) resolve(answers[i]!);
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error);
      else await Promise.all(batch.map((one) => settle([one])));
    }
  }
}
