import { APPS, SANDBOX, today } from '@takings/tools';
import { byMessage, expectBooksAgree, expectOutcomesOfCards, finish } from './driver/books';
import { ALL_CARDS, charge, csvFile } from './driver/charges';
import { folder, remove } from './driver/running-product';
import { SeparateApps } from './driver/separate-apps';

const INVOICES = 20 * ALL_CARDS.length;
const MINUTE_MS = 60_000;

let apps: SeparateApps;
let place: string;

beforeAll(async () => {
  apps = await SeparateApps.open();
  place = folder();
});
afterAll(async () => {
  await apps.close();
  remove(place);
});

it('two processes of every stage share a run: each invoice, mail and debit once, and no call above the limits of Xero', async () => {
  for (const app of [SANDBOX, ...APPS, ...APPS.filter((name) => name !== 'back-office')]) await apps.start(app);
  await apps.product.importCharges(
    csvFile(
      place,
      Array.from({ length: INVOICES }, (_, n) => charge(n)),
    ),
  );
  const { runId } = await apps.product.startRun(today());
  await finish(apps.product, runId);
  expectOutcomesOfCards(await expectBooksAgree(apps.product, INVOICES));
  const mails = byMessage(await apps.sandbox.mails());
  expect([...mails.values()].filter((copies) => copies.length > 1)).toEqual([]);

  const { refused, minute } = await apps.sandbox.quota();
  expect(refused).toEqual({ minute: 0, day: 0, concurrent: 0 });
  const calls = (await apps.sandbox.journal('xero')).filter(({ path }) => path.includes('/api.xro/'));
  const callsOfMinute = new Map<number, number>();
  for (const { at } of calls) {
    const window = Math.floor((Date.parse(at) - Date.parse(minute.startedAt)) / MINUTE_MS);
    callsOfMinute.set(window, (callsOfMinute.get(window) ?? 0) + 1);
  }
  expect(Math.max(...callsOfMinute.values())).toBeLessThanOrEqual(minute.limit);
}, 600_000);
