import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consolePages } from './console-pages';

let folder: string;
let server: Server;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'takings-console-'));
  mkdirSync(join(folder, 'assets'));
  for (const name of ['index.html', 'tv.html', 'assets/index-1a2b.js', '.built-from']) writeFileSync(join(folder, name), name);
  const pages = consolePages(folder);
  server = createServer((request, response) => void (pages(request, response) || response.writeHead(404).end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

const opened = (path: string) => fetch(url + path, { headers: { accept: 'text/html,*/*;q=0.8' } });

it.each(['/boards', '/boards/St.%20Mary', '/screens?tab=1'])('%s is a page of the console', async (path) => {
  const answer = await opened(path);
  expect(await answer.text()).toBe('index.html');
  expect(answer.headers.get('cache-control')).toBe('no-cache');
});

it('the wallboard is a page of its own, whose policy allows no inline script and no inline style', async () => {
  const answer = await opened('/tv.html');
  expect(await answer.text()).toBe('tv.html');
  const policy = answer.headers.get('content-security-policy');
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
});

it('what has its hash in its name is kept by the browser for a year', async () =>
  expect((await fetch(`${url}/assets/index-1a2b.js`)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable'));

it.each(['/assets/index-0000.js', '/.built-from', '/boards'])('%s is not found by what does not ask for a page', async (path) =>
  expect((await fetch(url + path)).status).toBe(404),
);

it('what is built anew is served anew', async () => {
  writeFileSync(join(folder, 'tv.html'), 'another wallboard');
  expect(await (await opened('/tv.html')).text()).toBe('another wallboard');
});

it('takes nothing that is sent to it', async () => expect((await fetch(`${url}/boards`, { method: 'POST' })).status).toBe(404));

it('has nothing before it is built', () => expect(consolePages(join(folder, 'none'))({} as never, {} as never)).toBe(false));
