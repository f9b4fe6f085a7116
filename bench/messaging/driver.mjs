import { item } from './load.mjs';

/**
 * Asks a chain for work and measures it; the same for every contender. A chain has `send(items)`, `hold()`, `go()`, `close()`, and calls
 * `onDone(item)` when an item has passed its last step.
 */
export function drive(chain, counted) {
  const ways = {
    /** Everything waits in the first queue; from the moment the consumers start to the last item's end. */
    async throughput({ items }) {
      await chain.hold();
      await chain.send(Array.from({ length: items }, (_, n) => item(n)));
      const all = counted(items);
      const start = process.hrtime.bigint();
      await chain.go();
      await all.done;
      return items / (Number(process.hrtime.bigint() - start) / 1e9);
    },
    /** A few items a second; how long each took from being sent to its end. */
    async light({ items, perSecond }) {
      const all = counted(items);
      for (let n = 0; n < items; n++) {
        await chain.send([item(n)]);
        await new Promise((resume) => setTimeout(resume, 1000 / perSecond));
      }
      await all.done;
      return all.latencies;
    },
    /** As many items in flight as told, a new one for each that ends. */
    async flight({ items, inFlight }) {
      const all = counted(items, (sent) => sent < items && chain.send([item(sent)]), inFlight);
      const start = process.hrtime.bigint();
      await chain.send(Array.from({ length: inFlight }, (_, n) => item(n)));
      await all.done;
      return items / (Number(process.hrtime.bigint() - start) / 1e9);
    },
  };
  process.on('message', async ({ ask, ...question }) => {
    if (ask === 'stop') {
      await chain.close();
      process.exit(0);
    }
    process.send({ answer: await ways[ask](question) });
  });
  process.send({ answer: 'ready' });
}

/** Counts ends, and for each may start another. */
export function counter() {
  let current;
  const count = (items, next, sentAlready = 0) => {
    const latencies = [];
    let sent = sentAlready;
    let resolve;
    const done = new Promise((r) => {
      resolve = r;
    });
    current = ({ at }) => {
      latencies.push(Date.now() - at);
      if (next) next(sent++);
      if (latencies.length === items) resolve();
    };
    return { done, latencies };
  };
  return { count, onDone: (ended) => current?.(ended) };
}
