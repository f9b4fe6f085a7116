import { eventually } from '@takings/testing';
import type { Browser, Page } from 'playwright-core';
import { chosen, tabTo } from './driver/keys';
import { ProductInBrowser } from './driver/product-in-browser';
import type { RunningProduct } from './driver/running-product';
import { ANSWERS, openShop, SaleFlows, setPrice } from './driver/sale-flow';
import { openPageOf } from './driver/signed-in';
import { openPage } from './driver/console';

let product: ProductInBrowser;
let running: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  product = await ProductInBrowser.open();
  ({ running, browser } = product);
  await openShop(running);
}, 180_000);
afterAll(async () => {
  await product?.close();
});

/** A page of the agent, and what the agent does over HTTP. */
async function atDesk(who = 'Anna Reed') {
  const opened = await openPageOf(browser, running.url, who);
  return { ...opened, flows: new SaleFlows(opened.page, running.url) };
}
const open = (page: Page, flowId: string, at: string) => page.goto(`${running.url}/sales/${flowId}/${at}`);
const path = (page: Page) => new URL(page.url()).pathname;
const focusIsAt = (page: Page, id: string) => eventually(async () => expect(await page.locator(':focus').getAttribute('id')).toBe(id));

/** A TV that shows the whole floor. */
async function openTv(): Promise<Page> {
  const { page } = await openPage(browser);
  await page.goto(`${running.url}/tv.html`);
  const heading = page.getByRole('heading', { name: /^Code (\d ){5}\d$/ });
  await heading.waitFor();
  const code = (await heading.getAttribute('aria-label'))!.replace(/\D/g, '');
  const answer = await fetch(`${running.url}/api/screens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...running.headers },
    body: JSON.stringify({ code, name: 'Floor', shows: { boards: ['floor'] }, hide_amounts: false }),
  });
  expect(answer.status).toBe(201);
  return page;
}

it('a whole sale is made by keyboard alone, from its start to the wallboard', async () => {
  const tv = await openTv();
  const { page, faults } = await atDesk();
  page.setDefaultTimeout(60_000);
  await page.goto(`${running.url}/sales`);
  await page.getByText('No open sales').waitFor();
  await tabTo(page, 'Start a sale');
  await page.keyboard.press('Enter');
  await focusIsAt(page, 'start-consultant');
  await page.keyboard.type('Priya');
  await chosen(page, 'Priya Nair, Falcon');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Start the sale');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'Customer', exact: true }).waitFor();
  await tabTo(page, 'Continue to requirement');
  await page.keyboard.press('Enter');
  await eventually(async () => expect(await page.locator(':focus').textContent()).toContain('7 things to put right'));
  await tabTo(page, 'Company number: ');
  await page.keyboard.press('Enter');
  await focusIsAt(page, 'customer-company_number');
  await page.keyboard.type(ANSWERS.customer.company_number);
  await eventually(async () => expect(await page.getByLabel('Company name').inputValue()).toBe('BRINDLE PRINT LTD'));
  await tabTo(page, 'Contact');
  await page.keyboard.type('Ines Walcott');
  await tabTo(page, 'E-mail for invoices');
  await page.keyboard.type('accounts@larchlime.example');
  await tabTo(page, 'Phone');
  await page.keyboard.type('01632 960455');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'Requirement' }).waitFor();
  const [, , flowId] = path(page).split('/');
  await open(page, flowId!, 'payment');
  await page.getByRole('heading', { name: 'Payment' }).waitFor();
  await open(page, flowId!, 'consent');
  await eventually(() => expect(path(page)).toBe(`/sales/${flowId}/requirement`));
  await tabTo(page, 'What do they need?');
  await page.keyboard.type('Fast lines for the kitchen');
  await tabTo(page, 'Continue to product');
  await page.keyboard.press('Enter');

  await tabTo(page, 'Product, line 1');
  await page.keyboard.type('Fib');
  await chosen(page, 'Fibre broadband');
  await page.keyboard.press('Enter');
  await page.getByText('£42.00').first().waitFor();
  await tabTo(page, 'Quantity, line 1');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('4');
  await page.getByText('£168.00').first().waitFor();
  await page.keyboard.press('Enter');

  await tabTo(page, 'Stored card');
  await page.keyboard.type('4111 1111 1111 1111');
  await page.getByText(/looks like a card number/).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('SBX-OK-1');
  await tabTo(page, 'To be invoiced from');
  // The eleventh of November, in whichever order the browser asks for it.
  await page.keyboard.type('11112099');
  await tabTo(page, 'Continue to consent');
  await page.keyboard.press('Enter');

  await tabTo(page, 'The terms were read out');
  await page.keyboard.press('Space');
  await tabTo(page, 'Who agreed');
  await page.keyboard.type('Ines Walcott');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'Check and complete', level: 1 }).waitFor();
  await tabTo(page, 'Complete the sale');
  await page.keyboard.press('Enter');
  await page.getByText(/^Completed .* by Anna Reed$/).waitFor();
  await tv.getByText('Priya Nair').first().waitFor();
  await tv.getByText('£168.00').first().waitFor();

  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByLabel('Why').fill('the wrong customer');
  await page.getByRole('button', { name: 'Take back £168.00' }).click();
  await page.getByText(/^Taken back .* by Anna Reed$/).waitFor();
  expect(faults).toEqual([]);
}, 240_000);

it('nothing that was typed is lost: left for later, in another browser, with the server killed, without a line, without a session', async () => {
  const { page, flows } = await atDesk();
  const { flowId } = await flows.start();
  const draft = async () => (await flows.show(flowId)).state.steps['customer']?.draft;
  await open(page, flowId, 'customer');
  await page.getByLabel('Contact').fill('Ines');
  await page.getByLabel('E-mail for invoices').fill('no address');
  await page.getByRole('button', { name: 'Leave for later' }).click();
  await page
    .getByRole('link', { name: /^Continue SF-/ })
    .first()
    .click();
  await eventually(async () => expect(await page.getByLabel('E-mail for invoices').inputValue()).toBe('no address'));

  const { page: other } = await atDesk();
  await open(other, flowId, 'customer');
  await eventually(async () => expect(await other.getByLabel('Contact').inputValue()).toBe('Ines'));

  expect(running.kill('back-office')).toBe(true);
  await page.getByLabel('Phone').fill('01632 960455');
  await page.getByText(/Not saved yet – Takings cannot be reached/).waitFor();
  await eventually(async () => expect(await draft()).toMatchObject({ contact_name: 'Ines', phone: '01632 960455' }), 60_000);
  await page.getByText(/^Saved \d\d:/).waitFor();

  await page.context().setOffline(true);
  await page.getByLabel('Contact').fill('Ines Walcott');
  await page.getByText('Not saved yet – you are offline, typing is kept on this machine').waitFor();
  await page.context().setOffline(false);
  await eventually(async () => expect(await draft()).toMatchObject({ contact_name: 'Ines Walcott' }), 30_000);
  await eventually(async () => expect(await other.getByLabel('Contact').inputValue()).toBe('Ines Walcott'), 30_000);

  await page.getByRole('textbox', { name: 'Address' }).fill('x'.repeat(1_000_000));
  await page.getByText(/1,000,000 signs long; expected at most 10,000/).waitFor();
  await page.getByLabel('Contact').fill('Ines W');
  await eventually(async () => expect(await draft()).toMatchObject({ contact_name: 'Ines W', address: '' }));

  await page.context().clearCookies();
  await page.getByLabel('Contact').fill('Ines after the session');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Anna Reed/ })
    .click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await eventually(async () => expect(await draft()).toMatchObject({ contact_name: 'Ines after the session' }), 30_000);
  await expect(page.getByLabel('Contact').inputValue()).resolves.toBe('Ines after the session');
}, 240_000);

it('an edit of the first step tells what it reopens; kept, nothing is; saved, exactly that is confirmed without typing', async () => {
  const { page, flows } = await atDesk();
  const { flowId, state } = await flows.with('customer', 'requirement', 'product');
  const sent: string[] = [];
  page.on('request', (request) => {
    const { type } = (request.method() === 'POST' && request.postDataJSON()) || {};
    if (type) sent.push(type);
  });
  await open(page, flowId, 'customer');
  await page.getByLabel('Postcode').fill('DE24 8QA');
  await page.getByRole('heading', { name: 'Saving this reopens 2 steps' }).waitFor();
  await page.getByText('Was EH1 2AB').waitFor();
  await page.getByText('Arboretum, Derby, East Midlands, England. Street and house are typed').waitFor();
  await page.getByRole('button', { name: 'Keep the old postcode' }).click();
  await eventually(async () => expect(await page.getByLabel('Postcode').inputValue()).toBe('EH1 2AB'));
  await eventually(async () =>
    expect((await flows.show(flowId)).state.steps).toMatchObject({
      customer: { answers: { postcode: 'EH1 2AB' } },
      requirement: { state: 'done' },
    }),
  );
  expect(sent).not.toContain('answer');

  await page.getByLabel('Postcode').fill('DE24 8QA');
  await page.getByRole('button', { name: 'Save and reopen 2 steps' }).click();
  await page.getByRole('heading', { name: 'Requirement' }).waitFor();
  const after = await flows.show(flowId);
  const states = Object.fromEntries(Object.entries(after.state.steps).map(([step, { state: is }]) => [step, is]));
  expect(states).toEqual({ customer: 'done', requirement: 'reopened', product: 'reopened' });
  expect(after.state.lookUps['credit']!.round).toBe(state.lookUps['credit']!.round);
  await page.getByRole('button', { name: 'Confirm both' }).waitFor();
  await page.getByRole('button', { name: 'Still right: What do they need?' }).click();
  await page.getByRole('button', { name: 'Still right: Wanted from' }).click();
  await page.getByRole('button', { name: 'Still right: Products' }).click();
  await page.getByRole('heading', { name: 'Payment' }).waitFor();
}, 120_000);

it('while a source is down the sale goes on, and what comes late appears by itself', async () => {
  await running.sandbox.switchFaults({ 'credit-bureau-down': true });
  const { page, flows } = await atDesk();
  const { flowId } = await flows.with('customer', 'requirement', 'product', 'payment', 'consent');
  await open(page, flowId, 'check');
  await page.getByText(/Waits for credit check/).waitFor();
  await expect(page.getByRole('button', { name: 'Complete the sale' }).count()).resolves.toBe(0);
  await page.getByRole('button', { name: 'Try now: Credit check' }).waitFor();
  await running.sandbox.switchFaults({ 'credit-bureau-down': false });
  await page.getByRole('button', { name: 'Complete the sale' }).waitFor({ timeout: 90_000 });
  await page.getByText(/^Score \d+ of 100/).waitFor();
}, 180_000);

it('prices stay as they were when the sale began; a drift is told, and the new price taken with a reason', async () => {
  const { page, flows } = await atDesk();
  const { flowId } = await flows.with('customer', 'requirement', 'product', 'payment', 'consent');
  await setPrice(running, '43.7', 1);
  await open(page, flowId, 'check');
  await page.getByText('The list price has gone up since this sale began').waitFor();
  await page.getByText('£168.00', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Use the new price' }).click();
  await page.getByLabel('Why').fill('agreed on the phone');
  await page.getByRole('button', { name: 'Use today’s list' }).click();
  await page.getByRole('button', { name: 'Still right: Products' }).click();
  await page.getByRole('heading', { name: 'Consent' }).waitFor();
  await page.getByText('£174.80').first().waitFor();
}, 120_000);

it('of two who open one step the first edits and the other reads; a sale handed over is with the other, with its note', async () => {
  const { page: anna, flows } = await atDesk();
  const { flowId, state } = await flows.start();
  await open(anna, flowId, 'customer');
  await anna.getByLabel('Contact').fill('Ines');
  const { page: maria } = await atDesk('Maria Keller');
  await open(maria, flowId, 'customer');
  await maria.getByText('Anna Reed is editing this step. You can read it meanwhile.').waitFor();
  await expect(maria.getByLabel('Contact').isEditable()).resolves.toBe(false);
  await anna.getByRole('button', { name: 'Leave for later' }).click();
  await eventually(async () => expect(await maria.getByLabel('Contact').isEditable()).toBe(true), 30_000);
  await maria.goto(`${running.url}/sales`);

  await anna.getByRole('button', { name: `Hand over ${state.saleRef}` }).click();
  await anna.getByRole('combobox', { name: 'To whom' }).fill('Ravi');
  await anna.getByRole('option', { name: 'Ravi Shah, Falcon' }).click();
  await anna.getByLabel('What they should know').fill('call after 3');
  await anna.getByRole('button', { name: 'Hand over to Ravi Shah' }).click();
  await anna.getByRole('link', { name: `Continue ${state.saleRef}` }).waitFor({ state: 'detached' });
  const { page: ravi } = await atDesk('Ravi Shah');
  await ravi.goto(`${running.url}/sales`);
  await ravi.getByText(`${state.saleRef} · Anna Reed: “call after 3”`).waitFor();

  await maria.goto(`${running.url}/sales/team`);
  await maria.getByRole('button', { name: `Take over ${state.saleRef}` }).click();
  await maria.getByLabel('Why').fill('Ravi is ill');
  await maria.getByRole('button', { name: 'Take over from Ravi Shah' }).click();
  await ravi.getByRole('link', { name: `Continue ${state.saleRef}` }).waitFor({ state: 'detached', timeout: 30_000 });
}, 180_000);

it('minutes at work stand still after two minutes without a key, go on with the next one, and end with the completed sale', async () => {
  const { page, flows } = await atDesk();
  await page.clock.install();
  const { flowId } = await flows.with('customer', 'requirement', 'product', 'payment');
  await open(page, flowId, 'consent');
  const atWork = page.getByText(/ at work(, paused)?$/);
  const said = async () => (await atWork.textContent())!;
  const type = async (who: string) => {
    await page.getByLabel('Who agreed').fill(who);
    await eventually(async () => expect((await flows.show(flowId)).state.steps['consent']?.draft).toMatchObject({ given_by: who }));
  };
  await type('Ines');
  await page.clock.fastForward(60_000);
  await eventually(async () => expect(await said()).toMatch(/^[1-9]\d* min \d\d s at work$/));
  await page.clock.fastForward(65_000);
  await eventually(async () => expect(await said()).toMatch(/ at work, paused$/));
  const paused = await said();
  await page.clock.fastForward(600_000);
  await expect(said()).resolves.toBe(paused);

  await page.clock.setSystemTime(Date.now());
  await type('Ines Walcott');
  await eventually(async () => expect(await said()).toMatch(/ at work$/));
  await page.getByLabel('The terms were read out').check();
  await page.getByRole('button', { name: 'Continue to check and complete' }).click();
  await page.getByRole('button', { name: 'Complete the sale' }).click({ timeout: 60_000 });
  await page.getByText(/^Completed .* by Anna Reed$/).waitFor();
  const ended = await said();
  await page.clock.fastForward(600_000);
  await expect(said()).resolves.toBe(ended);
}, 120_000);

it('what was typed on two machines is offered side by side', async () => {
  const { page: one, flows } = await atDesk();
  const { page: other } = await atDesk();
  const { flowId } = await flows.start();
  await open(one, flowId, 'customer');
  await open(other, flowId, 'customer');
  await one.getByLabel('Contact').waitFor();
  await one.context().setOffline(true);
  await one.getByLabel('Contact').fill('typed on the train');
  await other.getByLabel('Contact').fill('typed in the office');
  await eventually(async () =>
    expect((await flows.show(flowId)).state.steps['customer']?.draft).toMatchObject({ contact_name: 'typed in the office' }),
  );
  await one.context().setOffline(false);
  await one.getByText('Contact: typed in the office').waitFor({ timeout: 30_000 });
  await expect(one.getByLabel('Contact').inputValue()).resolves.toBe('typed on the train');
  await one.getByRole('button', { name: 'Keep mine' }).click();
  await eventually(async () => expect(await other.getByLabel('Contact').inputValue()).toBe('typed on the train'), 30_000);
}, 120_000);
