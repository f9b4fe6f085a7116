import { REJECTIONS_LISTED } from '../csv/in-batches';
import { Entering, type Read } from './entering';
import { BATCH_SIZE, type Door, type Entry, Intake, type Taken } from './intake';

const door: Door = { source: 'csv', actor: 'test' };
const entry = (at: number) => ({ at, charge: { chargeRef: `CH-${at}` } as Entry['charge'] });
const nothingElse = { query: async () => [] } as never;

/** An intake whose writes end when the test says so. */
class SlowIntake {
  readonly batches: number[] = [];
  private finish: (() => void)[] = [];

  take(entries: readonly Entry[]): Promise<Taken> {
    this.batches.push(entries.length);
    return new Promise((resolve) => this.finish.push(() => resolve({ added: entries.length, alreadyKnown: 0, clashes: [] })));
  }

  release() {
    for (const finish of this.finish.splice(0)) finish();
  }
}
const settled = () => new Promise((resume) => setImmediate(resume));

function* counting(rows: number, read: { count: number }): Generator<Read> {
  for (let at = 0; at < rows; at++) {
    read.count += 1;
    yield entry(at);
  }
}

it('reads one batch ahead of the one that is written, and no more', async () => {
  const intake = new SlowIntake();
  const read = { count: 0 };
  const entering = new Entering(intake as unknown as Intake, nothingElse).enter(counting(BATCH_SIZE * 5 + 1, read), door);
  for (const written of [1, 2, 3, 4, 5]) {
    await settled();
    expect(intake.batches).toHaveLength(written);
    expect(read.count).toBeLessThanOrEqual((written + 1) * BATCH_SIZE);
    intake.release();
  }
  await settled();
  intake.release();
  expect(await entering).toMatchObject({ charges: BATCH_SIZE * 5 + 1, batches: 6 });
  expect(intake.batches).toEqual([...Array(5).fill(BATCH_SIZE), 1]);
});

it('lists rejected rows up to a bound and counts them all', async () => {
  function* bad(): Generator<Read> {
    for (let at = 0; at < REJECTIONS_LISTED + 5; at++) yield { at, column: 'quantity', reason: 'is missing' };
  }
  const entered = await new Entering(new SlowIntake() as unknown as Intake, nothingElse).enter(bad(), door);
  expect(entered.rejections).toHaveLength(REJECTIONS_LISTED);
  expect(entered).toMatchObject({ rejectedCount: REJECTIONS_LISTED + 5, charges: 0, batches: 0 });
});

it('says why a batch could not be written', async () => {
  const broken = { take: async () => Promise.reject(new Error('the database is away')) } as unknown as Intake;
  const entering = new Entering(broken, nothingElse).enter(counting(BATCH_SIZE * 3, { count: 0 }), door);
  await expect(entering).rejects.toThrow('the database is away');
});
