import { Injectable } from '@nestjs/common';
import { MailTextsChanged } from '@takings/contracts';
import { exampleFor, Letters, letterhead, MAIL_KINDS, type MailKind, TEXTS, type Text, VALUES } from '@takings/mail/words';
import { DataSource } from 'typeorm';
import type { Company } from '../company/company';
import { settingOf } from '../settings';
import { ToldSettings } from '../told-settings';
import type { MailTexts } from './mail-texts';

const NAME = 'mail-texts';

/** What a preview shows while nobody has set a letterhead. */
const NO_COMPANY = { name: 'Your company', addressLines: ['Its address'], email: 'accounts@example.com' };

/** The words of the mails that customers get. */
@Injectable()
export class MailTextsSetting {
  constructor(
    private readonly settings: ToldSettings,
    private readonly db: DataSource,
  ) {}

  async view() {
    const kinds = MAIL_KINDS.map((kind) => ({
      kind,
      placeholders: [...VALUES[kind]],
      standard: { ...TEXTS[kind], paragraphs: [...TEXTS[kind].paragraphs] },
    }));
    return { ...(await this.settings.view<MailTexts>(NAME)), kinds };
  }

  /** Throws `Conflict` when somebody else was first. */
  async change(value: MailTexts, revision: number | undefined, actor: string): Promise<void> {
    const told = (by: { revision: number; changedBy: string }) => MailTextsChanged.of({ setting: NAME, ...by, ...value });
    await this.settings.change({ name: NAME, value, revision, actor, told });
  }

  /** The mail as a customer would read it, with a made-up invoice. */
  async preview({ kind, ...text }: Text & { readonly kind: MailKind }) {
    const held = (await settingOf<Company>(this.db, 'company'))?.value;
    const company = held ? { ...held, vatNumber: held.vatNumber ?? undefined } : NO_COMPANY;
    const { subject, paragraphs, details } = new Letters(company, { ...TEXTS, [kind]: text }).fill(kind, exampleFor(kind));
    return {
      subject,
      paragraphs: [...paragraphs],
      details: details.map(([label, value]) => ({ label, value })),
      letterhead: letterhead(company),
    };
  }
}
