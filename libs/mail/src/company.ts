import type { MailConfig } from './mail-settings';

/** Whose letters and invoices these are. */
export interface Company {
  readonly name: string;
  readonly addressLines: readonly string[];
  readonly vatNumber?: string;
  readonly email: string;
}

export const companyOf = (config: MailConfig): Company => ({
  name: config.COMPANY_NAME,
  addressLines: config.COMPANY_ADDRESS,
  vatNumber: config.COMPANY_VAT_NUMBER,
  email: config.COMPANY_EMAIL,
});

/** As it stands below a letter: the name first. */
export function letterhead({ name, addressLines, vatNumber, email }: Company): string[] {
  return [name, ...addressLines, ...(vatNumber ? [`VAT number ${vatNumber}`] : []), email];
}
