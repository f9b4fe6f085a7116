import { type Company, letterhead } from './company';
import { htmlPage } from './html-page';
import type { MailKind, Texts, ValuesOf } from './texts';

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Who writes, and where answers go. */
  readonly from: { readonly name: string; readonly replyTo: string };
}

/** What a letter is about, for the small table below its words. */
export type Details = readonly (readonly [label: string, value: string])[];

/** Values that every letter takes from the company itself. */
type FromCompany = 'company' | 'email';

/** Writes letters: plain text and HTML, both from the same words. */
export class Letters {
  constructor(
    private readonly company: Company,
    private readonly texts: Texts,
  ) {}

  write<Kind extends MailKind>(kind: Kind, given: Omit<ValuesOf<Kind>, FromCompany>): Letter {
    const letter = this.fill(kind, given);
    const from = { name: this.company.name, replyTo: this.company.email };
    return { subject: letter.subject, text: plainText(letter), html: htmlPage(letter), from };
  }

  /** The words alone, for a preview. */
  fill<Kind extends MailKind>(kind: Kind, given: Omit<ValuesOf<Kind>, FromCompany>): Written {
    const values: Record<string, string> = { ...given, company: this.company.name, email: this.company.email };
    const { subject, paragraphs } = this.texts[kind];
    return {
      subject: fill(subject, values),
      paragraphs: paragraphs.map((paragraph) => fill(paragraph, values)),
      details: detailsOf(values),
      company: this.company,
    };
  }
}

export interface Written {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly details: Details;
  readonly company: Company;
}

/** One pass, so that a value which looks like a placeholder stays as it is. Values are one line each: a customer's name cannot begin a paragraph. */
function fill(words: string, values: Record<string, string>): string {
  return words.replace(/\{(\w+)\}/g, (_, name: string) => (values[name] ?? '').replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '));
}

function detailsOf({ number = '', amount = '', due = '', paidOn }: Record<string, string>): Details {
  return [['Invoice', number], ['Amount', amount], paidOn ? ['Paid on', paidOn] : ['Due on', due]];
}

function plainText({ paragraphs, details, company }: Written): string {
  const width = Math.max(...details.map(([label]) => label.length)) + 2;
  const table = details.map(([label, value]) => `${label.padEnd(width)}${value}`).join('\n');
  return `${[...paragraphs, table, ['-- ', ...letterhead(company)].join('\n')].join('\n\n')}\n`;
}
