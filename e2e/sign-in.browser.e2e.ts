/** @servers any: it is about pages and who may see them. */
import { CompanyAccount, eventually } from '@takings/testing';
import { call } from '@takings/tools';
import { json } from 'node:stream/consumers';
import type { Browser, Page } from 'playwright-core';
import { faultsOf, openPage } from './driver/console';
import { ProductInBrowser } from './driver/product-in-browser';
import type { RunningProduct } from './driver/running-product';
import { openPageOf } from './driver/signed-in';

const BO = { name: 'Bo Boss', email: 'bo@example.com', email_verified: true };

let company: CompanyAccount;
let product: ProductInBrowser;
let running: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  company = await CompanyAccount.start({ bo: BO });
  const { PORT, ...account } = company.env;
  product = await ProductInBrowser.open({ ...account, ADMIN_EMAILS: BO.email }, ['--port', PORT!]);
  ({ running, browser } = product);
}, 120_000);
afterAll(async () => {
  await product?.close();
  await company?.close();
});

const account = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name: new RegExp(`^${name}`) });

async function signOutEverywhere(name: string) {
  const { headers, url } = running;
  const { people } = (await json(await call(`${url}/api/people`, { headers }))) as { people: { personId: string; name: string }[] };
  const { personId } = people.find((person) => person.name === name)!;
  await call(`${url}/api/people/${personId}/sign-out`, { method: 'POST', json: {}, headers });
}

it('one click signs in to the page that was wanted; who may not open it is told who may; signing out shows nothing any more', async () => {
  const { page, faults } = await openPage(browser);
  await page.goto(`${running.url}/teams`);
  await account(page, 'Anna Reed').click();
  await page.getByText('This page is for team managers and admins').waitFor();
  expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Teams' }).count()).toBe(0);
  await page.getByRole('button', { name: /^Anna Reed/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await account(page, 'Ada Admin').click();
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/people');
  expect(faults).toEqual([]);
}, 90_000);

it('a session that ends while somebody types costs nothing that was typed', async () => {
  const { page, faults } = await openPageOf(browser, running.url, 'Maria Keller');
  await page.goto(`${running.url}/teams?team=new`);
  await page.getByLabel('Name', { exact: true }).fill('Heron');
  await page.getByLabel('Target a day').fill('1234');
  await signOutEverywhere('Maria Keller');
  await page.getByRole('button', { name: 'Open the team' }).click();
  const again = page.getByRole('dialog', { name: 'Sign in again' });
  await again.waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await again.getByRole('button', { name: /^Maria Keller/ }).press('Enter');
  await page.getByRole('link', { name: 'Heron' }).waitFor();
  await page.getByText('£1,234.00').waitFor();
  expect(faults).toEqual([]);
}, 90_000);

/** Fills in what the provider asks, until it sends the window back to us. */
async function answersAsBo(page: Page) {
  await page.getByPlaceholder('Enter any login').fill('bo');
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

it('of a company account it is begun again in a window of its own, which closes by itself', async () => {
  const { page, faults } = await openPage(browser);
  const withCompany = { name: 'Sign in with your company account' };
  await page.goto(`${running.url}/teams?team=new`);
  await page.getByRole('main').getByRole('button', withCompany).click();
  await answersAsBo(page);
  await page.getByLabel('Name', { exact: true }).fill('Kestrel');
  await signOutEverywhere(BO.name);
  await page.getByRole('button', { name: 'Open the team' }).click();
  const again = page.getByRole('dialog', { name: 'Sign in again' });
  const opened = page.waitForEvent('popup');
  await again.getByRole('button', withCompany).click();
  const popup = await opened;
  if (!popup.isClosed()) await popup.waitForEvent('close');
  await page.getByRole('link', { name: 'Kestrel' }).waitFor();
  expect(faults).toEqual([]);
}, 90_000);

it('a token is shown once, works as it says, and is revoked', async () => {
  const { page } = await openPageOf(browser, running.url);
  await page.goto(`${running.url}/tokens?token=new`);
  await page.getByLabel('What it is for').fill('Roster sync');
  await page.getByLabel('It may do what is for').selectOption('team-manager');
  await page.getByRole('button', { name: 'Make the token' }).click();
  const token = (await page.getByLabel('The token').textContent())!.trim();
  const ask = async (path: string) => (await fetch(running.url + path, { headers: { authorization: `Bearer ${token}` } })).status;
  expect([await ask('/api/teams'), await ask('/api/screens'), await ask('/api/runs')]).toEqual([200, 200, 403]);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('link', { name: 'Revoke Roster sync' }).click();
  await page.getByRole('button', { name: 'Revoke Roster sync' }).click();
  await page.getByText('Revoked by Ada Admin').waitFor();
  expect(await ask('/api/teams')).toBe(401);
  await eventually(async () => expect(await ask('/api/screens')).toBe(401), 10_000);
}, 90_000);

it('signing in, what is not for one, and what admins see is clear to everybody', async () => {
  const { page } = await openPage(browser);
  const found: Record<string, string[]> = {};
  const look = async (what: string) => {
    const wrong = await faultsOf(page);
    if (wrong.length > 0) found[what] = wrong;
  };
  await page.goto(`${running.url}/sign-in?refused=You+have+no+role`);
  await account(page, 'Anna Reed').waitFor();
  await look('sign-in');
  await account(page, 'Anna Reed').click();
  await page.getByText('Demo accounts').waitFor({ state: 'detached' });
  await page.goto(`${running.url}/people`);
  await page.getByText('This page is for admins').waitFor();
  await look('forbidden');
  await page.context().clearCookies();
  for (const [path, shows] of [
    ['/people', 'anna.reed@takings.example'],
    ['/tokens', 'local operator'],
    ['/boards/floor', 'No sales yet'],
  ] as const) {
    await page.goto(running.url + path);
    if (path === '/people') await account(page, 'Ada Admin').click();
    await page.getByText(shows, { exact: true }).first().waitFor();
    await look(path);
  }
  expect(found).toEqual({});
}, 90_000);
