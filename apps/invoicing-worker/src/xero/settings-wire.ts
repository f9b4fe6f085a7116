import { z } from 'zod';

/** What we read of the organisation's own settings. */

/** `/Date(1795219200000+0000)/`: what Xero writes of a day, at midnight UTC. */
const dotNetDay = z
  .string()
  .transform((text) => /^\/Date\((-?\d+)/.exec(text)?.[1])
  .transform((ms) => (ms === undefined ? null : new Date(Number(ms)).toISOString().slice(0, 'YYYY-MM-DD'.length)));

export const OrganisationElement = z
  .object({
    Name: z.string().default(''),
    BaseCurrency: z.string().default(''),
    PeriodLockDate: dotNetDay.nullish(),
    EndOfYearLockDate: dotNetDay.nullish(),
  })
  .transform(({ Name, BaseCurrency, PeriodLockDate, EndOfYearLockDate }) => ({
    name: Name,
    baseCurrency: BaseCurrency,
    lockedUntil:
      [PeriodLockDate, EndOfYearLockDate]
        .filter((day) => day != null)
        .sort()
        .at(-1) ?? null,
  }));

/** One without a code cannot be booked on, and is left out. */
export const AccountElement = z
  .object({
    Code: z.string().min(1),
    Name: z.string().default(''),
    Type: z.string().default(''),
    Status: z.string().nullish(),
    EnablePaymentsToAccount: z.boolean().nullish(),
  })
  .transform(({ Code, Name, Type, Status, EnablePaymentsToAccount }) => ({
    code: Code,
    name: Name,
    type: Type,
    active: Status !== 'ARCHIVED',
    // A bank account always takes payments; any other one where its owner allowed it.
    takesPayments: Type === 'BANK' || EnablePaymentsToAccount === true,
  }));

export const TaxRateElement = z
  .object({
    TaxType: z.string().min(1),
    Name: z.string().default(''),
    Status: z.string().nullish(),
    EffectiveRate: z.number().nullish(),
    CanApplyToRevenue: z.boolean().nullish(),
  })
  .transform(({ TaxType, Name, Status, EffectiveRate, CanApplyToRevenue }) => ({
    taxType: TaxType,
    name: Name,
    rate: String(EffectiveRate ?? 0),
    active: Status == null || Status === 'ACTIVE',
    onRevenue: CanApplyToRevenue !== false,
  }));

export const CurrencyElement = z.object({ Code: z.string().min(1) }).transform(({ Code }) => Code);
