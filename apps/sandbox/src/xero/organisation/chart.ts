/** A UK organisation's accounts and tax rates as far as sales need them, with the faults one meets: archived, unfit for payments, unfit for a rate. */

export interface Account {
  readonly code: string;
  readonly name: string;
  readonly type: 'BANK' | 'REVENUE' | 'EXPENSE' | 'CURRENT' | 'CURRLIAB';
  readonly class: 'ASSET' | 'REVENUE' | 'EXPENSE' | 'LIABILITY';
  readonly taxType: string;
  readonly status: 'ACTIVE' | 'ARCHIVED';
  readonly enablePayments: boolean;
  readonly systemAccount?: 'DEBTORS' | 'ROUNDING' | 'GST';
}

const active = { status: 'ACTIVE', enablePayments: false } as const;

export const ACCOUNTS: readonly Account[] = [
  { ...active, code: '090', name: 'Business Bank Account', type: 'BANK', class: 'ASSET', taxType: 'NONE' },
  { ...active, code: '091', name: 'Card receipts', type: 'CURRENT', class: 'ASSET', taxType: 'NONE', enablePayments: true },
  { ...active, code: '200', name: 'Sales', type: 'REVENUE', class: 'REVENUE', taxType: 'OUTPUT2' },
  { ...active, code: '260', name: 'Other Revenue', type: 'REVENUE', class: 'REVENUE', taxType: 'OUTPUT2' },
  { ...active, code: '299', name: 'Sales until 2024', type: 'REVENUE', class: 'REVENUE', taxType: 'OUTPUT2', status: 'ARCHIVED' },
  { ...active, code: '404', name: 'Bank Fees', type: 'EXPENSE', class: 'EXPENSE', taxType: 'NONE' },
  { ...active, code: '610', name: 'Accounts Receivable', type: 'CURRENT', class: 'ASSET', taxType: 'NONE', systemAccount: 'DEBTORS' },
  { ...active, code: '820', name: 'VAT', type: 'CURRLIAB', class: 'LIABILITY', taxType: 'NONE', systemAccount: 'GST' },
  { ...active, code: '860', name: 'Rounding', type: 'EXPENSE', class: 'EXPENSE', taxType: 'NONE', systemAccount: 'ROUNDING' },
];

export interface TaxRate {
  readonly taxType: string;
  readonly name: string;
  /** Percent in 10^-4. */
  readonly rate: bigint;
  readonly appliesTo: readonly Account['class'][];
}

const EVERYWHERE: TaxRate['appliesTo'] = ['ASSET', 'REVENUE', 'EXPENSE', 'LIABILITY'];

export const TAX_RATES: readonly TaxRate[] = [
  { taxType: 'OUTPUT2', name: '20% (VAT on Income)', rate: 200_000n, appliesTo: ['ASSET', 'REVENUE', 'LIABILITY'] },
  { taxType: 'RROUTPUT', name: '5% (VAT on Income)', rate: 50_000n, appliesTo: ['ASSET', 'REVENUE', 'LIABILITY'] },
  { taxType: 'ZERORATEDOUTPUT', name: 'Zero Rated Income', rate: 0n, appliesTo: ['ASSET', 'REVENUE', 'LIABILITY'] },
  { taxType: 'EXEMPTOUTPUT', name: 'Exempt Income', rate: 0n, appliesTo: ['ASSET', 'REVENUE', 'LIABILITY'] },
  { taxType: 'INPUT2', name: '20% (VAT on Expenses)', rate: 200_000n, appliesTo: ['ASSET', 'EXPENSE', 'LIABILITY'] },
  { taxType: 'NONE', name: 'No VAT', rate: 0n, appliesTo: EVERYWHERE },
];

/** What the organisation subscribes to beside its base currency; all have two decimals. */
export const CURRENCIES: readonly string[] = ['GBP', 'EUR', 'USD', 'AUD', 'NZD', 'CAD', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'ZAR'];

export const accountOf = (code: unknown) => ACCOUNTS.find((account) => account.code === code);
export const taxRateOf = (taxType: unknown) => TAX_RATES.find((rate) => rate.taxType === taxType);
