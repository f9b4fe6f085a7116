import type { Browser, Page } from 'playwright-core';
import { openPage } from './console';

interface WayIn {
  readonly demoAccounts: readonly { readonly id: string; readonly name: string; readonly roles: readonly string[] }[];
}

/** Signs the page's browser in as the demo account of that name or, the first, of that role; all pages of its context go by it. */
export async function signIn(page: Page, url: string, who = 'admin'): Promise<void> {
  const { demoAccounts } = (await (await page.request.get(`${url}/api/sign-in`)).json()) as WayIn;
  const account = demoAccounts.find(({ name, roles }) => name === who || roles.includes(who));
  if (!account) throw new Error(`there is no demo account ${who}`);
  const answer = await page.request.post(`${url}/api/sign-in/demo`, { data: { account: account.id } });
  if (!answer.ok()) throw new Error(`signing in was answered ${answer.status()}: ${await answer.text()}`);
}

/** A page of somebody who has signed in; in a context, and so with cookies, of its own. */
export async function openPageOf(browser: Browser, url: string, who = 'admin', options: Parameters<typeof openPage>[1] = {}) {
  const opened = await openPage(browser, options);
  await signIn(opened.page, url, who);
  return opened;
}
