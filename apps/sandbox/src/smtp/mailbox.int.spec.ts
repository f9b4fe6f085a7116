import { createTransport } from 'nodemailer';
import { type RunningSandbox, runningSandbox } from '../testing/running-sandbox';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await runningSandbox();
});
afterAll(() => sandbox?.close());
afterEach(() => sandbox.request('DELETE', '/api/faults'));

const PDF = Buffer.from('%PDF-1.4 a small one');

const send = (to: string, subject: string, more = {}) =>
  createTransport({ host: '127.0.0.1', port: sandbox.smtpPort(), auth: { user: 'takings', pass: 'sandbox-password' } }).sendMail({
    from: 'Larkfield <accounts@larkfield.example>',
    to,
    subject,
    text: 'Plain words',
    html: '<p>Hello <b>you</b></p><script>alert(1)</script>',
    messageId: `<${encodeURIComponent(subject)}@takings.example>`,
    headers: { 'X-Takings-Kind': 'invoice' },
    attachments: [{ filename: 'BK-1 März.pdf', content: PDF, contentType: 'application/pdf' }],
    ...more,
  });
const kept = async (subject: string) => (await sandbox.book('mails')).filter((mail) => mail.subject === subject);
/** The page's own link to a mail, found as a person finds it: by searching. */
const open = async (subject: string) => {
  const { body } = await sandbox.request('GET', `/mail?search=${encodeURIComponent(subject)}`);
  const id = /href="\/sandbox\/mail\/(\d+)/.exec(String(body))?.[1];
  return { id, page: String((await sandbox.request('GET', `/mail/${id}`)).body) };
};

it('keeps a mail with its headers before it answers 250', async () => {
  const { response } = await send('Jürgen Weiß <office@example.com>', 'Invoice BK-1 for £118.20');
  expect(response).toMatch(/^250/);
  expect(await kept('Invoice BK-1 for £118.20')).toMatchObject([{ to: ['office@example.com'], headers: { 'x-takings-kind': 'invoice' } }]);
});

it('keeps mails over a restart', async () => {
  await send('office@example.com', 'Before the restart');
  await sandbox.restart();
  expect(await kept('Before the restart')).toHaveLength(1);
});

it('refuses a bounce address for good', async () => {
  await expect(send('bounce-7@example.com', 'Bounced')).rejects.toMatchObject({ responseCode: 550 });
  expect(await kept('Bounced')).toEqual([]);
});

it('puts a greylist address off and keeps nothing', async () => {
  await expect(send('greylist@example.com', 'Greylisted')).rejects.toMatchObject({ responseCode: 451 });
  expect(await kept('Greylisted')).toEqual([]);
});

it('keeps the mail to a dropped address and hangs up without a word', async () => {
  await expect(send('dropped@example.com', 'Dropped')).rejects.toMatchObject({ code: 'ECONNECTION' });
  expect(await kept('Dropped')).toHaveLength(1);
});

it('closes its port when the mail server is down, and opens the same one again', async () => {
  const port = sandbox.smtpPort();
  await sandbox.faults({ 'smtp-down': true });
  await expect(send('office@example.com', 'Down')).rejects.toMatchObject({ code: 'ESOCKET' });
  await sandbox.faults({ 'smtp-down': false });
  expect(sandbox.smtpPort()).toBe(port);
  await expect(send('office@example.com', 'Up again')).resolves.toBeDefined();
});

it.each([
  ['smtp-451', { responseCode: 451 }],
  ['smtp-421', { responseCode: 421 }],
  ['smtp-wrong-credentials', { responseCode: 535 }],
])('goes wrong once by %s and is well again', async (fault, error) => {
  await sandbox.faults({ [fault]: { next: 1 } });
  await expect(send('office@example.com', `Once ${fault}`)).rejects.toMatchObject(error);
  await send('office@example.com', `Once ${fault}`);
  expect(await kept(`Once ${fault}`)).toHaveLength(1);
});

it('cannot count who knocks at a closed port', async () => {
  expect(await sandbox.faults({ 'smtp-down': { next: 3 } })).toMatchObject({ status: 400, body: { field: 'smtp-down' } });
});

it('shows a mail with its parts; its HTML runs nothing and fetches nothing', async () => {
  await send('Copperfield <pay@example.com>', 'Shown <b>with</b> signs');
  const { id, page } = await open('Shown <b>with');
  expect(page).toContain('Shown &lt;b&gt;with&lt;/b&gt; signs');
  expect(page).toMatch(/<iframe[^>]* sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  const body = await sandbox.request('GET', `/mail/${id}/body`);
  expect(body.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
  expect((await sandbox.request('GET', `/mail/${id}?view=text`)).body).toContain('Plain words');
  expect((await sandbox.request('GET', `/mail/${id}?view=source`)).body).toContain('X-Takings-Kind: invoice');
});

it('opens the PDF in the page, under its own name', async () => {
  await send('pdf@example.com', 'With a PDF');
  const { id } = await open('With a PDF');
  expect((await sandbox.request('GET', `/mail/${id}?view=file-0`)).body).toContain(
    `<iframe class="pdf" title="BK-1 März.pdf" src="/sandbox/mail/${id}/files/0#navpanes=0&view=FitH">`,
  );
  const file = await sandbox.request('GET', `/mail/${id}/files/0`);
  expect(file.body).toBe(PDF.toString());
  expect(file.headers.get('content-type')).toBe('application/pdf');
  expect(file.headers.get('content-disposition')).toBe("inline; filename*=UTF-8''BK-1%20M%C3%A4rz.pdf");
});

it('never serves an attached page as a page', async () => {
  await send('html@example.com', 'With a page', {
    attachments: [{ filename: 'x.html', content: '<script>1</script>', contentType: 'text/html' }],
  });
  const { id } = await open('With a page');
  const file = await sandbox.request('GET', `/mail/${id}/files/0`);
  expect([file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([
    'application/octet-stream',
    "attachment; filename*=UTF-8''x.html",
  ]);
});

it('lists the newest first, page by page, and finds by name', async () => {
  for (let count = 1; count <= 30; count++) await send(`Pager ${count} <p${count}@example.com>`, `Paged ${count}`);
  const first = String((await sandbox.request('GET', '/mail?search=paged')).body);
  expect(first).toContain('30 mails found, page 1 of 2');
  expect(first.indexOf('Pager 30')).toBeLessThan(first.indexOf('Pager 29'));
  expect(first).not.toContain('>Pager 5<');
  expect((await sandbox.request('GET', '/mail?search=paged&page=2')).body).toContain('>Pager 5<');
  expect((await sandbox.request('GET', '/mail?search=100%25_nobody')).body).toContain('No mail matches');
});

it('says that there is no such mail', async () => {
  expect((await sandbox.request('GET', '/mail/999999')).status).toBe(404);
});

it('switches a fault from the page, and refuses the form of another site', async () => {
  const form = (fields: string, headers = {}) =>
    sandbox.request('POST', '/rehearsal', fields, { 'content-type': 'application/x-www-form-urlencoded', ...headers });
  expect((await form('name=xero-slow&on=true&delaySeconds=0.5&next=7')).status).toBe(303);
  expect((await sandbox.request('GET', '/api/faults')).body['xero-slow']).toMatchObject({ on: true, next: 7, delayMs: 500 });
  expect((await sandbox.request('GET', '/rehearsal')).body).toContain('On for 7 more');
  expect((await form('name=xero-slow&on=false', { 'sec-fetch-site': 'cross-site' })).status).toBe(400);
});

it('empties the inbox when it is told to', async () => {
  await send('office@example.com', 'Soon gone');
  expect((await sandbox.request('POST', '/mail/empty')).status).toBe(303);
  expect((await sandbox.request('GET', '/mail')).body).toContain('No mail yet.');
});
