import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';

/** There in the browser, where what is handed to `evaluate` runs. */
declare const document: any;
declare const axe: any;
declare const innerWidth: number;
declare const requestAnimationFrame: any;

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const DESK = { width: 1280, height: 800 };
/** What 400 % of zoom leaves of a window 1280 wide. */
export const NARROW = { width: 320, height: 640 };

/** Words of machines, which no page says. */
const FORBIDDEN = [/\bqueued?\b/i, /\bretry\b/i, /\bnull\b/i, /\bundefined\b/i, /\bNaN\b/, /\bUNKNOWN\b/, /\bexception\b/i];

/** A page whose faults end the test: what a script throws, and what the page's policy forbids. */
export async function openPage(browser: Browser, options: Parameters<Browser['newPage']>[0] = {}) {
  const page = await browser.newPage({ viewport: DESK, reducedMotion: 'reduce', ...options });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|React|Mantine/.test(message.text())) faults.push(message.text());
  });
  return { page, faults };
}

/**
 * What is wrong with the page as it stands, for whoever cannot see it, uses no mouse, has a narrow window, or works in the dark. The
 * narrow window shows other pieces in the same colours; in the dark the same pieces have other colours.
 */
export async function faultsOf(page: Page): Promise<string[]> {
  // The page's policy allows no script of ours in the document; the browser itself may run one.
  await page.evaluate(AXE);
  const seen = page.viewportSize()!;
  const faults = [...(await axeFaults(page, {})), ...(await plainFaults(page))];
  await page.emulateMedia({ colorScheme: 'dark' });
  faults.push(...(await axeFaults(page, { runOnly: ['color-contrast'] })).map((fault) => `in the dark, ${fault}`));
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(NARROW);
  const narrow = [...(await axeFaults(page, { rules: { 'color-contrast': { enabled: false } } })), ...(await plainFaults(page))];
  await page.setViewportSize(seen);
  return [...faults, ...narrow.map((fault) => `in a narrow window, ${fault}`)];
}

async function axeFaults(page: Page, options: object): Promise<string[]> {
  await settled(page);
  const found = await page.evaluate(
    (how) => axe.run(document, how) as Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>,
    options,
  );
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
  );
}

async function plainFaults(page: Page): Promise<string[]> {
  const text: string = await page.evaluate(() => document.body.innerText);
  const headings = await page.locator('h1').count();
  const over: number = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return [
    ...FORBIDDEN.filter((word) => word.test(text)).map((word) => `says ${word}`),
    ...(headings === 1 ? [] : [`has ${headings} h1`]),
    ...(/^.+ – Takings$/.test(await page.title()) ? [] : [`is titled ${await page.title()}`]),
    ...(over > 0 ? [`is ${over} px too wide`] : []),
  ];
}

/** Colours and sizes change over a moment. */
export const settled = (page: Page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
    const passing = document.getAnimations().filter((one: any) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map((one: any) => one.finished));
  });
