import type { Supervised } from '../supervision/supervised';
import { ADDRESSES } from './addresses';
import { STYLE } from './front-style';

export interface FrontPage {
  readonly url: string;
  readonly logs: string;
  readonly apps: readonly Pick<Supervised, 'name' | 'port' | 'restarts'>[];
  /** What is not ready, with the reason. */
  readonly faults: Readonly<Record<string, string>>;
}

/** A page that lists the addresses and how the apps are. */
export function frontPage({ url, logs, apps, faults }: FrontPage): string {
  const ready = Object.keys(faults).length === 0;
  const links = ADDRESSES.map(([path, name, says]) => `<li><a href="${path}"><b>${name}</b><span>${says}</span></a>`).join('\n');
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Takings on this machine</title><link rel="icon" href="data:image/svg+xml,${encodeURIComponent(MARK)}">
<style>${STYLE}</style></head>
<body><main>
<header><span class="mark">${MARK}</span><h1>Takings on this machine</h1><p class="state ${ready ? 'ok' : 'warn'}">${ready ? '✓ Every app is ready' : '… Not ready yet'}</p></header>
<p>Everything is behind <code>${url}</code>. The sandbox stands in for Xero, the card gateway and the mail server unless you named real ones: no money moves and no mail leaves this machine.</p>
<ul>
${links}
</ul>
<h2>Apps</h2>
<table><thead><tr><th scope="col">App<th scope="col">State<th scope="col" class="n">Port<th scope="col" class="n">Restarts</thead>
<tbody>${apps.map((app) => row(app, faults[app.name])).join('\n')}</tbody></table>
<p class="note">A process each, started again when it ends. Logs: <code>${escape(logs)}</code></p>
</main></body></html>
`;
}

const row = ({ name, port, restarts }: FrontPage['apps'][number], fault: string | undefined) =>
  `<tr><td>${name}<td>${fault ? `<span class="warn">… ${escape(fault)}</span>` : '<span class="ok">✓ ready</span>'}<td class="n">${port ?? ''}<td class="n">${restarts}`;

/** A receipt, outline of Tabler Icons (MIT), on the accent colour. */
const MARK =
  '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#3D45C4"/><g transform="translate(4 4)" fill="none" stroke="#fff" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><path d="M5 21v-16a2 2 0 0 1 2 -2h10a2 2 0 0 1 2 2v16l-3 -2l-2 2l-2 -2l-2 2l-2 -2l-3 2"/><path d="M15 9a2 2 0 1 0 -4 0v4a2 2 0 0 1 -2 2h6"/><path d="M9 12h4"/></g></svg>';

const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
