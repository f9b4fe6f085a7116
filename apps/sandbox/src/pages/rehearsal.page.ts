import type { FaultSwitches } from '../faults/fault-switches';
import { CARDS } from '../secure-trading/cards';
import { MAIL_FATES } from '../smtp/addresses';
import type { Quota } from '../xero/front/quota';
import { QUESTIONS } from '../look-ups/questions';
import { FAULT_KINDS } from '../faults/switches';
import { html, type Markup } from './html';
import { icon } from './icons';
import { layout } from './layout';

type Faults = ReturnType<FaultSwitches['report']>;
type QuotaReport = ReturnType<Quota['report']>;

const PROVIDERS = [
  { name: 'xero', title: 'Xero' },
  { name: 'securetrading', title: 'Secure Trading' },
  { name: 'smtp', title: 'Mail server' },
  { name: 'companies-house', title: 'Companies House' },
  { name: 'credit-bureau', title: 'Credit bureau' },
  { name: 'postcodes', title: 'postcodes.io' },
  { name: 'crm', title: 'CRM' },
] as const;

export function rehearsalPage(faults: Faults, quota: QuotaReport): Markup {
  const anyOn = Object.values(faults).some(({ on }) => on);
  const main = html`
<div class="head"><div><h1>Rehearsal</h1><p class="sub">Let a provider fail on purpose and watch what Takings does: nothing is lost, nothing happens twice, and what needs a person says so.</p></div>
${anyOn && html`<form method="post" action="/sandbox/rehearsal/all-off"><button class="btn p">Switch all off</button></form>`}</div>
${quotaCard(quota)}
${PROVIDERS.map(({ name, title }) => faultTable(name, title, faults))}
<div class="grid2">${cardTable()}${mailTable()}</div>
${questionTable()}`;
  return layout({ path: '/sandbox/rehearsal', title: 'Rehearsal', main });
}

const quotaCard = ({ minute, day, concurrent, refused }: QuotaReport) => html`
<section class="card"><div class="ch"><h2>Xero’s limits now</h2></div><dl class="facts pad">
<div><dt>Calls left this minute</dt><dd>${minute.remaining} of ${minute.limit}</dd></div>
<div><dt>Calls left today</dt><dd>${day.remaining.toLocaleString('en-GB')} of ${day.limit.toLocaleString('en-GB')}</dd></div>
<div><dt>Most at the same time</dt><dd>${concurrent.most} of ${concurrent.limit}</dd></div>
<div><dt>Calls refused</dt><dd>${refused.minute + refused.day + refused.concurrent}</dd></div></dl></section>`;

const faultTable = (provider: string, title: string, faults: Faults) => html`
<section class="card"><table class="faults"><caption>${title}</caption><thead><tr><th scope="col" class="wide">What goes wrong</th><th scope="col" class="state">State</th><th scope="col">Switch</th></tr></thead>
<tbody>${FAULT_KINDS.filter((kind) => kind.provider === provider).map(({ name, countable }) => faultRow(name, faults[name], countable !== false))}</tbody></table></section>`;

const faultRow = (name: string, fault: Faults[string] | undefined, countable: boolean) =>
  fault &&
  html`<tr${fault.on && html` class="on"`}><td><h3>${fault.title}</h3><p class="says">${fault.says}</p></td><td>${state(fault)}</td>
<td><form class="switch" method="post" action="/sandbox/rehearsal"><input type="hidden" name="name" value="${name}"><input type="hidden" name="on" value="${String(!fault.on)}">
${!fault.on && fault.delayMs !== null && html`<label>Late by, seconds<input class="in n" name="delaySeconds" inputmode="decimal" value="${fault.delayMs / 1000}"></label>`}
${!fault.on && countable && html`<label>Next requests<input class="in n" name="next" inputmode="numeric" placeholder="all"></label>`}
<button class="btn sm" aria-label="${fault.on ? 'Switch off' : 'Switch on'}: ${fault.title}">${fault.on ? 'Switch off' : 'Switch on'}</button></form></td></tr>`;

function state({ on, next }: Faults[string]) {
  if (!on) return html`<span class="bdg">${icon('off')}Off</span>`;
  return html`<span class="bdg warn">${icon('alert')}${next === null ? 'On' : `On for ${next} more`}</span>`;
}

const cardTable = () => html`
<section class="card"><table><caption>Cards</caption><thead><tr><th scope="col">Card reference</th><th scope="col">The card</th></tr></thead>
<tbody>${Object.entries(CARDS).map(([kind, { says }]) => html`<tr><td><code>SBX-${kind}-…</code></td><td>${says}</td></tr>`)}</tbody></table></section>`;

const mailTable = () => html`
<section class="card"><table><caption>Mail addresses</caption><thead><tr><th scope="col">Address</th><th scope="col">A mail to it</th></tr></thead>
<tbody>${MAIL_FATES.map(({ prefix, says }) => html`<tr><td><code>${prefix}…@</code></td><td>${says}</td></tr>`)}</tbody></table></section>`;

const questionTable = () => html`
<section class="card"><table><caption>Company numbers and postcodes</caption><thead><tr><th scope="col">Ends with</th><th scope="col">When it is looked up</th></tr></thead>
<tbody>${QUESTIONS.map(({ ending, says }) => html`<tr><td><code>…${ending}</code></td><td>${says}</td></tr>`)}</tbody></table></section>`;
