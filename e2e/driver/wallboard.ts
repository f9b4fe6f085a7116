import { consolePages } from '@takings/tools';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { FakeFloor } from '../../apps/console/src/tv/testing/fake-floor';
import { FakeGateway } from '../../apps/console/src/tv/testing/fake-gateway';
import { settled } from './console';

/** There in the browser, where what is handed to `evaluate` runs. */
declare const document: any;
declare const axe: any;

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const PEOPLE = [
  ['Priya Nair', 'Falcon'],
  ['Tom Okafor', 'Merlin'],
  ['Aisha Khan', 'Osprey'],
  ['Ewan Fraser', 'Falcon'],
  ['Megan Hughes', 'Kestrel'],
  ['Daniel Osei', 'Merlin'],
  ['Sofia Marques', 'Kestrel'],
  ['Callum Reid', 'Osprey'],
  ['Li Wei', 'Falcon'],
  ['Maximiliane Featherstonehaugh-Wolfeschlegelstein', 'Kestrel'],
] as const;
const TARGETS_MINOR = { Falcon: 1_400_000, Merlin: 1_390_000, Osprey: 1_200_000, Kestrel: 1_200_000 };
const DAY_MS = 86_400_000;

/** A floor on which each has sold, the first one most. */
export function busyFloor(dayMs?: number): FakeFloor {
  const floor = quietFloor(dayMs);
  PEOPLE.forEach(([name], place) => floor.sale(name, 411_800 - place * 40_050));
  return floor;
}

/** A floor on which nothing was sold yet, on the day that began then. */
export const quietFloor = (dayMs = Date.now() - (Date.now() % DAY_MS)) => new FakeFloor(PEOPLE, TARGETS_MINOR, dayMs);

/** The built wallboard on a gateway that says what the test wants. */
export const openGateway = (boards: Record<string, FakeFloor>): Promise<FakeGateway> => FakeGateway.open(boards, consolePages());

export const WALL = { width: 1920, height: 1080 };
export const PHONE = { width: 390, height: 844 };

/** A page whose faults end the test: what a script throws, and what the page's policy forbids. */
export async function openWall(
  browser: Browser,
  address: string,
  options: Parameters<Browser['newPage']>[0] = {},
  /** What is done before it is opened, such as to sign in. */
  before: (page: Page) => Promise<void> = async () => undefined,
) {
  const page = await browser.newPage({ viewport: WALL, ...options });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|React/.test(message.text())) faults.push(message.text());
  });
  await before(page);
  await page.goto(address);
  return { page, faults };
}

/** What axe finds, with the contrast of 7 to 1 that a wall needs, for large text as well. */
export async function violations(page: Page): Promise<string[]> {
  await settled(page);
  // The page's policy allows no script of ours in the document; the browser itself may run one.
  await page.evaluate(AXE);
  const found: { violations: { id: string; nodes: { html: string }[] }[] } = await page.evaluate(() => {
    const sevenToOne = { normal: { expected: 7 }, large: { expected: 7 } };
    axe.configure({ checks: [{ id: 'color-contrast-enhanced', options: { contrastRatio: sevenToOne } }] });
    return axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: { 'color-contrast-enhanced': { enabled: true } },
    });
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** The consultants as they stand, from the top. */
export const ranking = (page: Page) => page.getByRole('list', { name: 'Ranking' }).locator('.who b').allTextContents();

/** In minor units: everything that is shown, place by place and the rest, and the header above it. */
export async function sums(page: Page): Promise<{ header: number; shown: number }> {
  const minor = (text: string) => Number(text.replace(/[^\d−]/g, '').replace('−', '-'));
  const amounts = await page.locator('.place .amount').allTextContents();
  const rest = /£[\d,.]+/.exec((await page.locator('footer .rest').textContent()) ?? '')?.[0] ?? '0';
  const header = minor((await page.locator('.sums .figure').first().textContent()) ?? '');
  return { header, shown: [...amounts, rest].reduce((all, text) => all + minor(text), 0) };
}
