/** The look of the sandbox's pages: the console's tokens, as plain CSS. */
export const STYLE = `
:root{
  --page:#F6F7F9;--surface:#FFFFFF;--subtle:#F1F2F5;--line:#E3E5EA;--line-2:#CDD1D9;--field:#838997;
  --ink:#16181D;--ink-2:#454A56;--ink-3:#616775;
  --accent:#3D45C4;--accent-h:#3138A8;--accent-soft:#EEEFFC;--accent-line:#C9CCF5;
  --ok:#0A7150;--ok-soft:#E5F4ED;--warn:#8F4E00;--warn-soft:#FDF2DF;--bad:#B3222A;--bad-soft:#FCEBEB;--mute:#565C69;--mute-soft:#EDEFF2;
}
*{box-sizing:border-box;margin:0}
body{font:400 14px/20px Inter,system-ui,sans-serif;color:var(--ink);background:var(--page)}
h1{font-size:24px;line-height:32px;font-weight:650;letter-spacing:-.015em}
h2{font-size:16px;line-height:24px;font-weight:620}
h3{font-size:14px;line-height:20px;font-weight:620}
a{color:var(--accent);text-decoration:none;font-weight:500}
a:hover{color:var(--accent-h);text-decoration:underline}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
svg.i{width:18px;height:18px;flex:none;stroke-width:1.75;display:block}
svg.i.s{width:16px;height:16px}
time,.num{font-variant-numeric:tabular-nums}
code{font:12px/16px ui-monospace,monospace}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:#fff;padding:8px;z-index:1}
.app{display:grid;grid-template-columns:224px minmax(0,1fr);min-height:100vh}
.nav{background:var(--surface);border-right:1px solid var(--line);padding:16px 12px}
.brand{display:flex;align-items:center;gap:10px;padding:4px 8px 20px;font-weight:680;font-size:17px;letter-spacing:-.02em;color:var(--ink)}.brand:hover{text-decoration:none;color:var(--ink)}
.mark{width:28px;height:28px;border-radius:8px;background:var(--accent);display:grid;place-items:center;color:#fff}
.nav .grp{font-size:12px;line-height:16px;color:var(--ink-3);padding:16px 10px 6px;font-weight:500}
.nav a:not(.brand){display:flex;align-items:center;gap:10px;height:36px;padding:0 10px;border-radius:8px;color:var(--ink-2)}
.nav a:not(.brand):hover{background:var(--subtle);text-decoration:none}
.nav a[aria-current]{background:var(--accent-soft);color:var(--accent-h);font-weight:600}
.top{height:56px;background:var(--surface);border-bottom:1px solid var(--line);display:flex;align-items:center;gap:16px;padding:0 32px}
.crumb{display:flex;align-items:center;gap:8px;color:var(--ink-3);font-size:13px}.crumb b{color:var(--ink);font-weight:550}
.grow{flex:1}
.page{padding:28px 32px 32px;display:flex;flex-direction:column;gap:24px}
.head{display:flex;align-items:flex-start;gap:16px;flex-wrap:wrap}.head>div:first-child{flex:1 1 320px}.sub{color:var(--ink-2);margin-top:4px;max-width:72ch}
.card{background:var(--surface);border:1px solid var(--line);border-radius:12px;overflow:hidden}
.ch{display:flex;align-items:center;gap:8px;padding:16px 24px;border-bottom:1px solid var(--line)}
.pad{padding:20px 24px}
.btn{display:inline-flex;align-items:center;justify-content:center;gap:8px;height:36px;padding:0 16px;border-radius:8px;border:1px solid var(--line-2);background:#fff;color:var(--ink);font:600 14px/20px Inter,system-ui,sans-serif;white-space:nowrap;cursor:pointer}
.btn:hover{background:var(--subtle);text-decoration:none;color:var(--ink)}
.btn.p{background:var(--accent);border-color:var(--accent);color:#fff}.btn.p:hover{background:var(--accent-h)}
.btn.d{color:var(--bad)}.btn.sm{height:32px;padding:0 12px;font-size:13px}
.bdg{display:inline-flex;align-items:center;gap:6px;height:24px;padding:0 10px 0 8px;border-radius:12px;font-size:12px;font-weight:600;white-space:nowrap;background:var(--mute-soft);color:var(--mute)}
.bdg svg.i{width:14px;height:14px;stroke-width:2.2}
.bdg.warn{background:var(--warn-soft);color:var(--warn)}.bdg.bad{background:var(--bad-soft);color:var(--bad)}.bdg.ok{background:var(--ok-soft);color:var(--ok)}
.in{height:36px;border:1px solid var(--field);border-radius:8px;padding:0 12px;background:#fff;font:400 14px/20px Inter,system-ui,sans-serif;color:var(--ink);width:100%}
.in:focus{border-color:var(--accent);box-shadow:0 0 0 3px var(--accent-line)}
.in.n{width:104px;height:32px}
details.ask{position:relative}details.ask summary{list-style:none}details.ask summary::-webkit-details-marker{display:none}
details.ask[open] form{position:absolute;right:0;top:44px;z-index:2;background:#fff;border:1px solid var(--line);border-radius:12px;box-shadow:0 8px 24px rgba(22,24,29,.12);padding:16px;display:grid;gap:12px;width:280px}
.cols{display:grid;grid-template-columns:minmax(300px,440px) minmax(0,1fr);gap:16px;align-items:start}
.find{display:flex;gap:8px;padding:12px 20px;border-bottom:1px solid var(--line)}
.mails{list-style:none;padding:0}
.mails a{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:2px 12px;padding:12px 20px;border-bottom:1px solid var(--line);color:var(--ink);font-weight:400}
.mails a:hover{background:var(--subtle);text-decoration:none}
.mails a[aria-current]{background:var(--accent-soft);box-shadow:inset 3px 0 0 var(--accent)}
.mails b{font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.mails time,.mails .clip{text-align:right;color:var(--ink-3);font-size:13px}
.mails .subject{color:var(--ink-2);font-size:13px;overflow-wrap:anywhere}
.mails .subject:last-child{grid-column:1/-1}
.mails .clip{display:flex;justify-content:flex-end;gap:4px;align-items:center;font-size:12px}
.pages{display:flex;align-items:center;gap:8px;padding:12px 20px;color:var(--ink-3);font-size:13px}
.none{padding:48px 24px;text-align:center;color:var(--ink-2)}
.seg{display:inline-flex;border:1px solid var(--line-2);border-radius:8px;overflow:hidden;background:#fff;flex-wrap:wrap}
.seg a{padding:6px 12px;font-size:13px;color:var(--ink-2)}
.seg a[aria-current]{background:var(--accent);color:#fff;font-weight:600}
.seg a:focus-visible{outline-offset:-3px}
.meta{display:grid;grid-template-columns:88px minmax(0,1fr);gap:4px 12px;font-size:13px;overflow-wrap:anywhere}.meta dt{color:var(--ink-3)}.meta dd{margin:0}
.mailhead{padding:20px 24px;border-bottom:1px solid var(--line);display:grid;gap:12px}
.mailhead .row{display:flex;gap:16px;align-items:flex-start;justify-content:space-between;flex-wrap:wrap}
.mailbody{background:var(--subtle);padding:24px}
.mailbody iframe{display:block;width:100%;height:640px;border:1px solid var(--line);border-radius:12px;background:#fff}
.mailbody iframe.pdf{height:860px}
.mailbody pre{background:#fff;border:1px solid var(--line);border-radius:12px;padding:24px;overflow:auto;max-height:860px;white-space:pre-wrap;overflow-wrap:anywhere;font:12px/18px ui-monospace,monospace}
.open{margin-bottom:12px}
.back{display:none;margin-bottom:4px}
table{width:100%;border-collapse:collapse}
caption{text-align:left;padding:16px 24px;font-size:16px;line-height:24px;font-weight:620}
th{font-size:12px;line-height:16px;font-weight:550;color:var(--ink-3);text-align:left;padding:10px 12px;border-bottom:1px solid var(--line)}
td{padding:11px 12px;border-bottom:1px solid var(--line);vertical-align:top}
th:first-child,td:first-child{padding-left:24px}th:last-child,td:last-child{padding-right:24px}
tr:last-child td{border-bottom:0}
table.faults{table-layout:fixed}.faults .wide{width:46%}.faults .state{width:150px}.faults th:last-child{text-align:right}td code{white-space:nowrap}
tr.on td{background:var(--warn-soft)}
.says{color:var(--ink-2);font-size:13px}
.switch{display:flex;gap:8px;align-items:end;justify-content:flex-end;flex-wrap:wrap}
.switch label{font-size:12px;line-height:16px;color:var(--ink-3);display:grid;gap:4px}
.grid2{display:grid;grid-template-columns:repeat(auto-fit,minmax(360px,1fr));gap:16px;align-items:start}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(160px,1fr));gap:16px}
.facts dt{color:var(--ink-2);font-size:13px}.facts dd{margin:0;font-size:20px;line-height:28px;font-weight:620;font-variant-numeric:tabular-nums}
@media (max-width:900px){table.faults{table-layout:auto}.switch{justify-content:flex-start}.app,.cols{grid-template-columns:minmax(0,1fr)}.nav{display:flex;flex-wrap:wrap;align-items:center;gap:4px;border-right:0;border-bottom:1px solid var(--line);padding:8px 12px}.brand{padding:4px 8px}.nav .grp,.nav a:not(.brand) svg{display:none}.faults th:last-child{text-align:left}.cols.reading>:first-child{display:none}.cols:not(.reading)>:last-child{display:none}.back{display:inline-flex}.mailbody{padding:12px}.page{padding:20px 16px}.top{padding:0 16px}}
`;
