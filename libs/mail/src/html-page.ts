import { letterhead } from './company';
import type { Written } from './letters';

/** Mail programs know little CSS: tables for layout, styles inline, one column of at most 600 pixels. Colours are those of the console. */
const INK = '#16181D';
const INK_2 = '#454A56';
const LINE = '#E3E5EA';
const PAGE = '#F6F7F9';
const FONT = 'font-family:Inter,system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif'.replaceAll('"', "'");

/** The letter as an HTML page. Every value is escaped; there are no links, pictures or scripts. */
export function htmlPage({ subject, paragraphs, details, company }: Written): string {
  const words = paragraphs.map((words) => `<p style="margin:0 0 16px">${escapeHtml(words)}</p>`);
  const rows = details.map(([label, value]) => detail(label, value));
  const [name = '', ...foot] = letterhead(company).map(escapeHtml);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:24px 12px;background:${PAGE};color:${INK};${FONT};font-size:16px;line-height:24px">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td align="center">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="max-width:600px;background:#FFFFFF;border:1px solid ${LINE};border-radius:12px">
<tr><td style="padding:24px 32px;border-bottom:1px solid ${LINE};font-size:18px;font-weight:600;overflow-wrap:anywhere">${name}</td></tr>
<tr><td style="padding:24px 32px 8px;overflow-wrap:anywhere">
${words.join('\n')}
</td></tr>
<tr><td style="padding:0 32px 24px">
<table width="100%" cellspacing="0" cellpadding="0" style="border-top:1px solid ${LINE}">
${rows.join('\n')}
</table>
</td></tr>
<tr><td style="padding:16px 32px 24px;border-top:1px solid ${LINE};color:${INK_2};font-size:13px;line-height:20px;overflow-wrap:anywhere">${[name, ...foot].join('<br>')}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;
}

function detail(label: string, value: string): string {
  const cell = `padding:10px 0;border-bottom:1px solid ${LINE}`;
  return `<tr><th scope="row" align="left" style="${cell};color:${INK_2};font-weight:400">${escapeHtml(label)}</th><td align="right" style="${cell};font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere">${escapeHtml(value)}</td></tr>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
