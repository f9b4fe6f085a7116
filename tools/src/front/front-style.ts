/** The console's tokens, as far as one page of text needs them; light and dark. */
export const STYLE = `
:root { --page: #F6F7F9; --surface: #fff; --line: #E3E5EA; --ink: #16181D; --ink-2: #454A56; --ink-3: #616775; --accent: #3D45C4; --ok: #0A7150; --warn: #8F4E00; color-scheme: light dark }
@media (prefers-color-scheme: dark) { :root { --page: #0D0F14; --surface: #161A22; --line: #20252F; --ink: #F5F6FA; --ink-2: #BAC1CE; --ink-3: #BAC1CE; --accent: #A3ABFF; --ok: #5AD6A6; --warn: #F3B95A } }
* { box-sizing: border-box; margin: 0 }
body { font: 14px/20px Inter, system-ui, sans-serif; color: var(--ink); background: var(--page) }
main { max-width: 720px; margin: 0 auto; padding: 32px 16px 48px; display: grid; gap: 16px }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 12px }
.mark, .mark svg { display: block }
h1 { font-size: 24px; line-height: 32px; font-weight: 650; letter-spacing: -.015em; flex: 1 }
h2 { font-size: 16px; line-height: 24px; font-weight: 620; margin-top: 8px }
p { color: var(--ink-2); max-width: 72ch }
.state { font-weight: 600 } .ok { color: var(--ok) } .warn { color: var(--warn) }
code { font: 12px/16px ui-monospace, monospace; color: var(--ink); overflow-wrap: anywhere }
ul { list-style: none; padding: 0; background: var(--surface); border: 1px solid var(--line); border-radius: 12px; overflow: hidden }
li + li { border-top: 1px solid var(--line) }
li a { display: grid; grid-template-columns: 96px 1fr; gap: 16px; padding: 12px 20px; color: var(--ink-2); text-decoration: none }
li a b { color: var(--accent); font-weight: 600 }
li a:hover b { text-decoration: underline }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; border-radius: 12px }
table { width: 100%; border-collapse: separate; border-spacing: 0; background: var(--surface); border: 1px solid var(--line); border-radius: 12px }
th { font-size: 12px; line-height: 16px; font-weight: 550; color: var(--ink-3); text-align: left }
th, td { padding: 10px 12px } tr > :first-child { padding-left: 20px } tr > :last-child { padding-right: 20px }
td { border-top: 1px solid var(--line) }
.n { text-align: right; font-variant-numeric: tabular-nums }
.note { font-size: 13px; color: var(--ink-3) }
`;
