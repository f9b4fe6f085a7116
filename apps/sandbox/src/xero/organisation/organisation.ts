import { Injectable, type OnModuleInit } from '@nestjs/common';
import { KeptValues } from '../../store/kept-values';
import type { Answer } from '../../http/answer';
import { type Call, envelope } from '../front/call';
import { dayInWords, dotNetDay } from '../front/dates';
import { ACCOUNTS, CURRENCIES, TAX_RATES } from './chart';
import { TENANT_ID } from './tenant';

const KEPT = 'xero lock dates';

export interface LockDates {
  readonly periodLockDate: string | null;
  readonly endOfYearLockDate: string | null;
}

/** The one organisation: its lock dates, its accounts, its tax rates. */
@Injectable()
export class Organisation implements OnModuleInit {
  private locks: LockDates = { periodLockDate: null, endOfYearLockDate: null };

  constructor(private readonly kept: KeptValues) {}

  async onModuleInit() {
    this.locks = (await this.kept.read<LockDates>(KEPT)) ?? this.locks;
  }

  /** Days are `YYYY-MM-DD`; `null` unlocks. */
  async lock(change: Partial<LockDates>): Promise<LockDates> {
    this.locks = { ...this.locks, ...change };
    await this.kept.write(KEPT, this.locks);
    return this.locks;
  }

  /** Xero's words why nothing dated `day` can be written, or `null`. */
  refusalOfDay(day: string): string | null {
    const { periodLockDate, endOfYearLockDate } = this.locks;
    if (periodLockDate && day <= periodLockDate) {
      return `The document date cannot be before the period lock date of ${dayInWords(periodLockDate)}.`;
    }
    if (endOfYearLockDate && day <= endOfYearLockDate) {
      return `The document date cannot be before the end of year lock date of ${dayInWords(endOfYearLockDate)}.`;
    }
    return null;
  }

  readonly show = async ({ now }: Call): Promise<Answer> => {
    const { periodLockDate, endOfYearLockDate } = this.locks;
    const organisation = {
      OrganisationID: TENANT_ID,
      Name: 'Takings Sandbox Ltd',
      LegalName: 'Takings Sandbox Ltd',
      Version: 'UK',
      OrganisationType: 'COMPANY',
      BaseCurrency: 'GBP',
      CountryCode: 'GB',
      IsDemoCompany: true,
      OrganisationStatus: 'ACTIVE',
      Timezone: 'GMTSTANDARDTIME',
      SalesTaxBasis: 'ACCRUALS',
      ...(periodLockDate && { PeriodLockDate: dotNetDay(periodLockDate) }),
      ...(endOfYearLockDate && { EndOfYearLockDate: dotNetDay(endOfYearLockDate) }),
    };
    return { status: 200, body: { ...envelope(now), Organisations: [organisation] } };
  };

  readonly accounts = async ({ now }: Call): Promise<Answer> => {
    const Accounts = ACCOUNTS.map((account) => ({
      AccountID: `00000000-0000-4000-8000-000000000${account.code}`,
      Code: account.code,
      Name: account.name,
      Status: account.status,
      Type: account.type,
      Class: account.class,
      TaxType: account.taxType,
      EnablePaymentsToAccount: account.enablePayments,
      ...(account.systemAccount && { SystemAccount: account.systemAccount }),
      ...(account.type === 'BANK' && { CurrencyCode: 'GBP', BankAccountType: 'BANK' }),
    }));
    return { status: 200, body: { ...envelope(now), Accounts } };
  };

  readonly currencies = async ({ now }: Call): Promise<Answer> => {
    const names = new Intl.DisplayNames('en-GB', { type: 'currency' });
    return { status: 200, body: { ...envelope(now), Currencies: CURRENCIES.map((Code) => ({ Code, Description: names.of(Code) })) } };
  };

  readonly taxRates = async ({ now }: Call): Promise<Answer> => {
    const TaxRates = TAX_RATES.map(({ taxType, name, rate, appliesTo }) => ({
      Name: name,
      TaxType: taxType,
      Status: 'ACTIVE',
      CanApplyToAssets: appliesTo.includes('ASSET'),
      CanApplyToExpenses: appliesTo.includes('EXPENSE'),
      CanApplyToLiabilities: appliesTo.includes('LIABILITY'),
      CanApplyToRevenue: appliesTo.includes('REVENUE'),
      DisplayTaxRate: Number(rate) / 10_000,
      EffectiveRate: Number(rate) / 10_000,
      TaxComponents: [{ Name: 'VAT', Rate: Number(rate) / 10_000, IsCompound: false, IsNonRecoverable: false }],
    }));
    return { status: 200, body: { ...envelope(now), TaxRates } };
  };
}
