/** @servers any: a gateway of its own shows what a real one hardly ever does. */
import { eventually } from '@takings/testing';
import type { Browser, Page } from 'playwright-core';
import type { FakeFloor } from '../apps/console/src/tv/testing/fake-floor';
import type { FakeGateway } from '../apps/console/src/tv/testing/fake-gateway';
import { openBrowser } from './driver/browser';
import { busyFloor, openGateway, openWall, PHONE, quietFloor, ranking, sums, violations } from './driver/wallboard';

/** There in the browser, where what is handed to `evaluate` runs. */
declare const document: any;
declare const localStorage: any;
declare const Element: any;
declare const getComputedStyle: (element: unknown) => { fontSize: string; color: string };

/** Its team is over its goal after its first sale, so that the next one is only a sale. */
const LONG_NAME = 'Maximiliane Featherstonehaugh-Wolfeschlegelstein';

let browser: Browser;
let floor: FakeFloor;
let gateway: FakeGateway;
let page: Page;
let faults: string[];

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

beforeEach(async () => {
  floor = busyFloor();
  gateway = await openGateway({ floor, Merlin: quietFloor(), Falcon: floor });
});
afterEach(async () => {
  await page?.close();
  await gateway?.close();
  expect(faults).toEqual([]);
});

async function show(path: string, options: Parameters<Browser['newPage']>[0] = {}) {
  ({ page, faults } = await openWall(browser, `${gateway.url}/tv.html${path}`, options));
}
const justSold = () => page.getByRole('region', { name: 'Just sold' });
const place = (name: string) => page.locator('.place', { hasText: name });

it('a sale takes its place with the flash, and everything shown adds up to the header', async () => {
  await show('#/floor');
  await page.getByText('Priya Nair').waitFor();
  expect(await sums(page)).toEqual({ header: 2_315_750, shown: 2_315_750 });
  gateway.tell(floor.sale('Tom Okafor', 62_000));
  await justSold().getByText('up one place to 1st').waitFor();
  expect(await justSold().textContent()).toContain('£620.00');
  expect((await ranking(page)).slice(0, 2)).toEqual(['Tom Okafor', 'Priya Nair']);
  expect(await place('Tom Okafor').getAttribute('data-hot')).toBe('true');
  expect(await sums(page)).toEqual({ header: 2_377_750, shown: 2_377_750 });
  await page.getByRole('region', { name: 'Last sale' }).getByText('Tom Okafor').waitFor({ timeout: 12_000 });
  expect(await place('Tom Okafor').getAttribute('data-hot')).toBeNull();
}, 60_000);

it('a sale that is taken back lowers the sum without a word', async () => {
  await show('#/floor');
  await page.getByText('Priya Nair').waitFor();
  gateway.tell(floor.takenBack('Priya Nair', 411_800));
  await page.getByText('£19,039').waitFor();
  expect(await ranking(page)).not.toContain('Priya Nair');
  expect([await justSold().count(), await page.locator('[data-hot]').count()]).toEqual([0, 0]);
}, 60_000);

it('those who sold the same stand in the order in which they reached it', async () => {
  gateway.tell(floor.sale('Ewan Fraser', 80_100));
  await show('#/floor');
  await page.getByText('Ewan Fraser').waitFor();
  const sold = await page.locator('.place .amount').allTextContents();
  expect(sold[1]).toBe(sold[2]);
  expect((await ranking(page)).slice(1, 3)).toEqual(['Tom Okafor', 'Ewan Fraser']);
}, 60_000);

it('a silent line is told after 15 seconds with its age, the clock runs on, and what was missed is there once it speaks', async () => {
  await show('#/floor');
  await page.getByText('Priya Nair').waitFor();
  gateway.silence();
  gateway.tell(floor.sale('Priya Nair', 10_000), { lost: true });
  const badge = page.getByRole('status');
  await badge.getByText(/^Not live – showing \d\d:\d\d$/).waitFor({ timeout: 25_000 });
  expect(await badge.textContent()).toMatch(/\d+ s old$/);
  const [figures, clock] = await Promise.all([colour(page.locator('.amount').first()), colour(page.locator('.clock'))]);
  expect([figures, clock]).toEqual(['rgb(186, 193, 206)', 'rgb(245, 246, 250)']);
  expect(await violations(page)).toEqual([]);
  gateway.speak();
  await page.getByText('£23,257').waitFor({ timeout: 10_000 });
  await badge.waitFor({ state: 'detached' });
  expect(gateway.asked).toContainEqual({ board: 'floor', lastSeq: 10 });
  expect(await justSold().count()).toBe(0);
  expect(await sums(page)).toEqual({ header: 2_325_750, shown: 2_325_750 });
}, 90_000);

it('a line that is cut comes back by itself, with nothing missed and nothing twice', async () => {
  await show('#/floor');
  await page.getByText('Priya Nair').waitFor();
  gateway.drop();
  gateway.tell(floor.sale('Priya Nair', 10_000), { lost: true });
  await page.getByText('£23,257').waitFor({ timeout: 15_000 });
  expect(await sums(page)).toEqual({ header: 2_325_750, shown: 2_325_750 });
}, 60_000);

it('a device without a network says so at once, and the last board stays', async () => {
  await show('#/floor');
  await page.getByText('Priya Nair').waitFor();
  await page.context().setOffline(true);
  await page
    .getByRole('status')
    .getByText(/^You are offline – showing/)
    .waitFor();
  expect(await page.getByText('Priya Nair').isVisible()).toBe(true);
}, 60_000);

it('at the end of the day everything begins anew', async () => {
  await show('#/floor');
  await page.getByText('Priya Nair').waitFor();
  floor.nextDay();
  gateway.renew();
  await page.getByText('First sale opens the board').waitFor();
  expect(await page.locator('.figure').first().textContent()).toBe('£0.00');
  gateway.tell(floor.sale('Ewan Fraser', 62_000));
  await justSold().getByText('new on the board, 1st').waitFor();
  expect(await ranking(page)).toEqual(['Ewan Fraser']);
}, 60_000);

it('a line that is lost over midnight does not show yesterday as today, and the new day is there once it speaks', async () => {
  const [DAY_MS, midnightInMs] = [86_400_000, 6_000];
  const late = busyFloor(Date.now() + midnightInMs - DAY_MS);
  await gateway.close();
  gateway = await openGateway({ floor: late });
  await show('#/floor');
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await page.getByText('Priya Nair').waitFor();
  gateway.silence();
  await page.getByRole('heading', { name: 'Today' }).waitFor({ state: 'detached', timeout: 10_000 });
  const heading = await page.getByRole('heading', { level: 1 }).textContent();
  expect(heading).toMatch(/^\w{3} \d{1,2} \w{3}$/);
  expect(await page.title()).not.toContain('today');
  await page
    .getByRole('status')
    .getByText(/^Not live – showing .*\d\d:\d\d$/)
    .waitFor({ timeout: 25_000 });
  expect(await page.getByText('Priya Nair').isVisible()).toBe(true);
  late.nextDay();
  gateway.speak();
  await page.getByText('First sale opens the board').waitFor({ timeout: 20_000 });
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await page.getByRole('status').waitFor({ state: 'detached' });
}, 90_000);

it('several boards take turns', async () => {
  await show('#/floor,Merlin?every=5');
  for (const scene of ['Priya Nair', 'First sale opens the board', 'Priya Nair']) await page.getByText(scene).waitFor({ timeout: 8_000 });
}, 60_000);

it('before the first sale the goals are there', async () => {
  await show('#/Merlin');
  await page.getByText('First sale opens the board').waitFor();
  await page.getByText('of £51,900 goal').waitFor();
  expect(await violations(page)).toEqual([]);
}, 60_000);

it('a board that there is not is said so', async () => {
  await show('#/Eagle');
  await page.getByText('there is no board "Eagle"').waitFor();
}, 60_000);

it('a goal that is reached is celebrated, and by an outline alone where movement is not wanted', async () => {
  await show('#/floor', { reducedMotion: 'reduce' });
  await page.getByText('Priya Nair').waitFor();
  gateway.tell({ ...floor.sale('Tom Okafor', 1_000_000), targetReached: 'team' });
  await page.getByRole('region', { name: 'Goal reached' }).getByText('Merlin').waitFor();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  expect((await ranking(page))[0]).toBe('Tom Okafor');
  expect(await violations(page)).toEqual([]);
}, 60_000);

it.each(['dark', 'light'] as const)(
  'where the system chooses the colours, %s ones, the sale, the bars and the goals stand out all the same',
  async (colorScheme) => {
    await show('#/floor', { forcedColors: 'active', colorScheme });
    await page.getByText('Priya Nair').waitFor();
    gateway.tell(floor.sale('Tom Okafor', 62_000));
    await justSold().waitFor();
    const look = (locator: ReturnType<Page['locator']>) =>
      locator.evaluate((element) => {
        const { color, backgroundColor, borderTopColor, borderTopWidth } = getComputedStyle(element) as unknown as Record<string, string>;
        return { color, backgroundColor, borderTopColor, borderTopWidth };
      });
    const [sold, other] = [await look(place('Tom Okafor')), await look(place('Aisha Khan'))];
    expect([sold.borderTopWidth, other.borderTopWidth]).toEqual(['4px', '1px']);
    expect(sold.borderTopColor).not.toBe(other.borderTopColor);
    expect(other.borderTopColor).toBe(other.color);
    for (const bar of [place('Aisha Khan').locator('.share'), page.locator('.track span').first()])
      expect((await look(bar)).backgroundColor).toBe(other.color);
    expect(await look(page.locator('.track').first())).toMatchObject({ borderTopWidth: '1px', borderTopColor: other.color });
    expect(other.backgroundColor).not.toBe(other.color);
  },
  60_000,
);

it('rows glide where movement is wanted', async () => {
  await show('#/floor', { reducedMotion: 'no-preference' });
  await page.getByText('Priya Nair').waitFor();
  await page.evaluate(() => {
    const { animate } = Element.prototype;
    Element.prototype.animate = function (...given: unknown[]) {
      document.body.dataset.glided = `${Number(document.body.dataset.glided ?? 0) + 1}`;
      return animate.apply(this, given);
    };
  });
  gateway.tell(floor.sale('Tom Okafor', 62_000));
  await page.locator('body[data-glided="2"]').waitFor();
}, 60_000);

it('a screen shows a code until it is paired, what was chosen for it then, and a code again when it is withdrawn', async () => {
  await show('');
  const code = page.getByRole('heading', { name: 'Code 1 1 2 2 3 4' });
  await code.waitFor();
  expect(await violations(page)).toEqual([]);
  gateway.pair('112234', 'token-1', { name: 'North wall', shows: { boards: ['floor'] }, hideAmounts: false });
  await page.getByText('Priya Nair').waitFor();
  await page.reload();
  await page.getByText('Priya Nair').waitFor();
  gateway.withdraw('token-1');
  await page.getByRole('heading', { name: 'Code 1 1 2 2 3 5' }).waitFor({ timeout: 5_000 });
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
}, 60_000);

it("my team's sale pops up while another board is shown", async () => {
  gateway.screens.set('token-1', { name: 'North wall', shows: { boards: ['Merlin'], myTeam: 'Falcon' }, hideAmounts: false });
  await show('');
  await page.evaluate(() => localStorage.setItem('takings.screen.token', 'token-1'));
  await page.reload();
  await page.getByText('First sale opens the board').waitFor();
  await eventually(() => expect(gateway.clients).toBe(2));
  gateway.tell({ ...floor.sale('Ewan Fraser', 62_000), board: 'Falcon' });
  await page.getByRole('region', { name: 'Just sold' }).getByText('Ewan Fraser').waitFor();
}, 60_000);

it('where amounts are hidden, ranks and counts are shown and no sum', async () => {
  const { rankings, ...rest } = floor.snapshot();
  const hidden = rankings.map((position, n) => ({ ...position, salesRevenue: null, ...(n === 2 && { consultant: 'Somebody in Osprey' }) }));
  jest.spyOn(floor, 'snapshot').mockReturnValue({ ...rest, rankings: hidden, total: null, target: null, teams: [] });
  await show('#/floor');
  await page.getByText('Somebody in Osprey').waitFor();
  expect(await page.locator('body').textContent()).not.toContain('£');
  expect(await page.locator('.sums').textContent()).toContain('10 sales');
  expect(await violations(page)).toEqual([]);
}, 60_000);

it.each([PHONE, { width: 320, height: 700 }, { width: 844, height: 390 }])(
  'fits $width by $height without scrolling sideways',
  async (viewport) => {
    floor.sale(LONG_NAME, 123_456_789);
    await show('#/floor', { viewport });
    await page.getByText('Priya Nair').waitFor();
    gateway.tell(floor.sale(LONG_NAME, 123_456_789));
    await justSold().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    expect(await page.evaluate(smallestText)).toBeGreaterThanOrEqual(12);
    expect(await violations(page)).toEqual([]);
  },
  60_000,
);

it('on the wall no text is smaller than 28 pixels, nothing is cut off below, and there is no control', async () => {
  floor.sale(LONG_NAME, 123_456_789);
  await show('#/floor');
  await page.getByText('Priya Nair').waitFor();
  gateway.tell(floor.sale(LONG_NAME, 123_456_789));
  await justSold().waitFor();
  expect(await page.evaluate(smallestText)).toBeGreaterThanOrEqual(28);
  const sizes = await page.evaluate(() =>
    ['.who b', '.amount'].map((name) => Number.parseFloat(getComputedStyle(document.querySelector(name)!).fontSize)),
  );
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44);
  expect(await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])).toEqual([1920, 1080]);
  expect(await page.locator('a, button, input, select, textarea, [tabindex], [role=button]').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
}, 60_000);

/** In pixels, of the elements that carry text themselves. Runs in the browser. */
function smallestText(): number {
  const sizes = [...document.body.querySelectorAll('*')]
    .filter(
      (element) =>
        !element.closest('.unseen, svg') && [...element.childNodes].some((node: any) => node.nodeType === 3 && node.textContent?.trim()),
    )
    .map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  return Math.min(...sizes);
}

const colour = (locator: ReturnType<Page['locator']>) => locator.evaluate((element) => getComputedStyle(element).color);
