import { APPS, SANDBOX, today } from '@takings/tools';
import { expectBooksAgree, expectOutcomesOfCards, finish } from './driver/books';
import { ALL_CARDS, charge, csvFile } from './driver/charges';
import { seeded, seedOf, shuffled } from './driver/random';
import { folder, remove } from './driver/running-product';
import { SeparateApps } from './driver/separate-apps';

const random = seeded(seedOf('any-order'));
/** The door for people is there first: without it there is no work. */
const AFTER_IT = [SANDBOX, ...APPS.filter((app) => app !== 'back-office')];

let apps: SeparateApps;
let place: string;

beforeEach(async () => {
  apps = await SeparateApps.open();
  place = folder();
});
afterEach(async () => {
  await apps.close();
  remove(place);
});

const upstreamLast = [...AFTER_IT].reverse();

it.each([upstreamLast, shuffled(AFTER_IT, random), shuffled(AFTER_IT, random)].map((order) => [order.join(', '), order] as const))(
  'a first deploy loses nothing of a run that was started before these came: %s',
  async (_, order) => {
    await apps.start('back-office');
    await apps.product.importCharges(
      csvFile(
        place,
        ALL_CARDS.map((_kind, n) => charge(n)),
      ),
    );
    const { runId } = await apps.product.startRun(today());
    for (const app of order) await apps.start(app);
    await finish(apps.product, runId);
    expectOutcomesOfCards(await expectBooksAgree(apps.product, ALL_CARDS.length));
  },
  300_000,
);
