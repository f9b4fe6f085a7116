import type { Mail, MailSummary } from '../smtp/mails';
import { html, type Markup } from './html';
import { icon } from './icons';
import { layout } from './layout';

export const MAILS_PER_PAGE = 25;

export interface MailListing {
  readonly mails: readonly MailSummary[];
  readonly found: number;
  readonly search: string;
  readonly page: number;
  readonly now: Date;
}

/** `file-0` is the first attachment. */
export type MailView = 'mail' | 'text' | 'source' | `file-${number}`;

export function mailPage(listing: MailListing, open: { mail: Mail; view: MailView } | null): Markup {
  const { found, search } = listing;
  const main = html`
<div class="head"><div><h1>Mail inbox</h1><p class="sub">Everything Takings would have sent. In the sandbox nothing leaves this machine.</p></div>
<a class="btn" href="${address(listing)}">Refresh</a>
${
  found > 0 &&
  html`<details class="ask"><summary class="btn d">${icon('bin', 's')}Empty inbox</summary>
<form method="post" action="/sandbox/mail/empty"><p>All mails are deleted for good. The books of Xero and the gateway stay.</p><button class="btn d">Delete all mails</button></form></details>`
}</div>
<div class="cols${open && ' reading'}">
<section class="card" aria-label="Mails">
<form class="find" role="search" action="/sandbox/mail"><input class="in" type="search" name="search" value="${search}" aria-label="Search mails by subject, name or address" placeholder="Subject, name or address"><button class="btn">${icon('search', 's')}Search</button></form>
${listing.mails.length === 0 ? emptyList(search) : html`<ul class="mails">${listing.mails.map((mail) => row(mail, listing, open?.mail.id))}</ul>`}
${pager(listing)}
</section>
<section class="card" aria-label="Opened mail">${open ? reading(open.mail, open.view, listing) : html`<p class="none">Choose a mail to read it.</p>`}</section>
</div>`;
  return layout({ path: '/sandbox/mail', title: open ? open.mail.subject || 'No subject' : 'Mail inbox', main });
}

const emptyList = (search: string) =>
  search === ''
    ? html`<p class="none">No mail yet. It appears here as soon as an app hands one to the mail server.</p>`
    : html`<p class="none">No mail matches “${search}”.</p>`;

const row = (mail: MailSummary, listing: MailListing, openId?: number) => html`
<li><a href="${address(listing, mail.id)}"${mail.id === openId && html` aria-current="true"`}><b>${mail.to_name}</b><time datetime="${mail.received_at.toISOString()}">${moment(mail.received_at, listing.now)}</time>
<span class="subject">${mail.subject || 'No subject'}</span>${mail.attachments > 0 && html`<span class="clip">${icon('clip', 's')}${mail.attachments === 1 ? '1 file' : `${mail.attachments} files`}</span>`}</a></li>`;

function pager({ found, page, ...listing }: MailListing) {
  const last = Math.max(1, Math.ceil(found / MAILS_PER_PAGE));
  const link = (to: number, words: string) => html`<a class="btn sm" href="${address({ ...listing, page: to })}">${words}</a>`;
  const count = `${found.toLocaleString('en-GB')} ${found === 1 ? 'mail' : 'mails'}${listing.search && ' found'}`;
  return html`<nav class="pages" aria-label="Pages of mails"><span class="num">${count}${last > 1 && `, page ${page} of ${last}`}</span><span class="grow"></span>${page > 1 && link(page - 1, 'Newer')}${page < last && link(page + 1, 'Older')}</nav>`;
}

function reading(mail: Mail, view: MailView, listing: MailListing) {
  const tabs: [MailView, string][] = [
    ...(mail.html === null ? [] : [['mail', 'Mail'] as [MailView, string]]),
    ['text', 'Text'],
    ['source', 'Source'],
    ...mail.files.map((file, at) => [`file-${at}`, file.name] as [MailView, string]),
  ];
  return html`<div class="mailhead"><a class="back" href="${address(listing)}">All mails</a><div class="row"><h2>${mail.subject || 'No subject'}</h2>
<nav class="seg" aria-label="Parts of this mail">${tabs.map(([name, words]) => html`<a href="${address(listing, mail.id, name)}"${name === view && html` aria-current="true"`}>${words}</a>`)}</nav></div>
<dl class="meta"><dt>To</dt><dd>${mail.envelope_to.join(', ')}</dd><dt>From</dt><dd>${mail.from_name}${mail.envelope_from && ` <${mail.envelope_from}>`}</dd>
<dt>Received</dt><dd><time datetime="${mail.received_at.toISOString()}">${inFull(mail.received_at)}</time></dd><dt>Message-ID</dt><dd>${mail.message_id || 'none'}</dd></dl></div>
<div class="mailbody">${shown(mail, view)}</div>`;
}

function shown(mail: Mail, view: MailView): Markup {
  if (view === 'mail') {
    // No scripts and an origin of its own, whatever the mail contains; its links open in a new tab.
    return html`<iframe title="The mail as its reader sees it" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/sandbox/mail/${mail.id}/body"></iframe>`;
  }
  if (view === 'source') return html`<pre tabindex="0">${mail.source}</pre>`;
  if (view === 'text')
    return mail.text ? html`<pre tabindex="0">${mail.text}</pre>` : html`<p class="none">This mail has no text part.</p>`;
  const at = Number(view.slice('file-'.length));
  const file = mail.files[at];
  if (!file) return html`<p class="none">This mail has no such attachment.</p>`;
  const source = `/sandbox/mail/${mail.id}/files/${at}`;
  const frame =
    file.type === 'application/pdf' && html`<iframe class="pdf" title="${file.name}" src="${source}#navpanes=0&view=FitH"></iframe>`;
  return html`<p class="open"><a href="${source}">Open ${file.name}</a> <span class="says">${file.type}, ${file.content.length.toLocaleString('en-GB')} bytes</span></p>${frame}`;
}

/** The listing's own address, so that search and page stay when a mail is opened. */
function address({ search, page }: Pick<MailListing, 'search' | 'page'>, id?: number, view?: MailView): string {
  const query = new URLSearchParams({
    ...(search && { search }),
    ...(page > 1 && { page: String(page) }),
    ...(view && { view }),
  }).toString();
  return `/sandbox/mail${id === undefined ? '' : `/${id}`}${query && `?${query}`}`;
}

const moment = (at: Date, now: Date) =>
  at.toDateString() === now.toDateString()
    ? at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    : at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });

const inFull = (at: Date) => at.toLocaleString('en-GB', { dateStyle: 'full', timeStyle: 'medium' });
