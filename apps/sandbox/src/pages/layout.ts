import { html, type Markup } from './html';
import { icon } from './icons';

const PAGES = [
  { path: '/sandbox/mail', title: 'Mail inbox', icon: 'mail' },
  { path: '/sandbox/rehearsal', title: 'Rehearsal', icon: 'play' },
] as const;

interface Page {
  readonly path: (typeof PAGES)[number]['path'];
  readonly title: string;
  readonly main: Markup;
}

/** The frame of every page. No scripts: all works with forms and links. */
export const layout = ({ path, title, main }: Page) => html`<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>${title} – Takings sandbox</title><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="/sandbox/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/sandbox/style.css"></head>
<body><a class="skip" href="#main">Skip to content</a>
<div class="app">
<nav class="nav" aria-label="Main"><a class="brand" href="/"><span class="mark">${icon('receipt')}</span>Takings</a><div class="grp">Sandbox</div>
${PAGES.map((page) => html`<a href="${page.path}"${page.path === path && html` aria-current="page"`}>${icon(page.icon)}${page.title}</a>`)}
</nav>
<div>
<header class="top"><div class="crumb"><span>Sandbox</span>${icon('right', 's')}<b>${PAGES.find((page) => page.path === path)?.title}</b></div><span class="grow"></span><span class="bdg warn">${icon('flask')}Sandbox</span></header>
<main class="page" id="main">${main}</main>
</div>
</div>
</body></html>`;
