import { CompanyChanged, type DataOf, MailTextsChanged } from '@takings/contracts';
import type { KeptSettings } from '@takings/messaging';
import type { Company } from './company';
import { Letters } from './letters';
import { withOwn } from './own-texts';
import type { Texts } from './texts';

export interface Standard {
  readonly company: Company;
  readonly texts: Texts;
  /** Of the days named in letters. */
  readonly timeZone: string;
}

/** Letterhead and words of our letters as they hold at this moment: what people set in the console, else what the configuration says. */
export class Stationery {
  constructor(
    private readonly kept: Pick<KeptSettings, 'recent'>,
    private readonly standard: Standard,
  ) {}

  async current(): Promise<Standard & { readonly letters: Letters }> {
    const [company, own] = await Promise.all([this.kept.recent(CompanyChanged), this.kept.recent(MailTextsChanged)]);
    const held = company ? { company: companyIn(company), timeZone: company.timeZone } : this.standard;
    const texts = own
      ? withOwn(this.standard.texts, Object.fromEntries(own.texts.map(({ kind, ...text }) => [kind, text])))
      : this.standard.texts;
    return { ...held, texts, letters: new Letters(held.company, texts) };
  }
}

const companyIn = ({ name, addressLines, vatNumber, email }: DataOf<typeof CompanyChanged>): Company => ({
  name,
  addressLines,
  vatNumber: vatNumber ?? undefined,
  email,
});
