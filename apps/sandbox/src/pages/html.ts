/** Markup that is safe to put into a page as it is. Only `html` and `trusted` make it. */
export class Markup {
  constructor(private readonly text: string) {}

  toString() {
    return this.text;
  }
}

type Part = Markup | string | number | null | undefined | false | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

function rendered(part: Part): string {
  if (part instanceof Markup) return part.toString();
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'object') return part.map(rendered).join('');
  return escapeHtml(String(part));
}

/** A template whose values are escaped unless they are markup themselves; lists are joined, nothing is written for null and false. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]) => new Markup(String.raw({ raw: strings }, ...parts.map(rendered)));

/** For constants of our own, such as icons; never for anything that came from outside. */
export const trusted = (text: string) => new Markup(text);
