import { eventually } from '@takings/testing';
import type { Page } from 'playwright-core';

/** A page has many places, and a busy machine is slow at each. */
const WITHIN_MS = 60_000;

/** Presses Tab until what has the focus is called so. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  await eventually(async () => {
    await page.keyboard.press('Tab');
    // Past the last place of a page the focus is at none for a moment.
    const called: string = await page.evaluate(() => {
      const one = (globalThis as any).document.activeElement;
      return one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? (one.localName === 'body' ? '' : one.textContent);
    });
    if (typeof name === 'string' ? !called.startsWith(name) : !name.test(called))
      throw new Error(`the focus is at ${called}, not at ${name}`);
  }, WITHIN_MS);
}

/** Until this is what Enter would take of the list that is open. */
export async function chosen(page: Page, name: string): Promise<void> {
  await page.locator('[data-combobox-selected]', { hasText: name }).waitFor();
}
