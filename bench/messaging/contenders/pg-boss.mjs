// pg-boss 10.4, tuned: batches of 200 fetched in a tight loop by each queue, the next step's jobs inserted as one statement, completed as one.
import { createRequire } from 'node:module';
import { counter, drive } from '../driver.mjs';
import { STEPS } from '../load.mjs';

const PgBoss = createRequire(new URL('../../peers/package.json', import.meta.url))('pg-boss');
const BATCH = 200;
const queues = Array.from({ length: STEPS }, (_, n) => `step-${n}`);
const boss = new PgBoss({ connectionString: process.env.DATABASE_URL, schema: 'bench_boss', max: 12, supervise: false, schedule: false });
await boss.start();
for (const queue of queues) {
  await boss.createQueue(queue);
  await boss.purgeQueue(queue);
}
const { count, onDone } = counter();
let running = false;
let loops = [];

async function work(n) {
  while (running) {
    const jobs = await boss.fetch(queues[n], { batchSize: BATCH });
    if (!jobs || jobs.length === 0) {
      await new Promise((resume) => setTimeout(resume, 2));
      continue;
    }
    if (n < STEPS - 1) await boss.insert(jobs.map(({ data }) => ({ name: queues[n + 1], data })));
    await boss.complete(
      queues[n],
      jobs.map(({ id }) => id),
    );
    if (n === STEPS - 1) for (const { data } of jobs) onDone(data);
  }
}

drive(
  {
    async hold() {
      running = false;
      await Promise.all(loops);
    },
    async go() {
      running = true;
      loops = queues.map((_, n) => work(n));
    },
    async send(items) {
      for (let i = 0; i < items.length; i += 1000) await boss.insert(items.slice(i, i + 1000).map((data) => ({ name: queues[0], data })));
      // Freshly made tables have no statistics yet, and without them its queries are planned badly.
      if (items.length > 1) await boss.getDb().executeSql('analyze bench_boss.job');
    },
    async close() {
      running = false;
      await Promise.all(loops);
      await boss.stop({ graceful: false });
    },
  },
  count,
);
