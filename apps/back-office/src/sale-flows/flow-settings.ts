import { z } from 'zod';

export const flowSettings = {
  SALE_EXPIRES_AFTER_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .default(14)
    .describe('days after which a sale in progress ends that nobody has worked on, 1 to 365'),
  SALE_REMIND_DAYS_BEFORE: z.coerce
    .number()
    .int()
    .min(0)
    .max(364)
    .default(2)
    .describe('days before that on which its agent is reminded, 0 to 364'),
  REPRICING_LIMIT_MINOR: z.coerce
    .number()
    .int()
    .min(0)
    .default(10_000)
    .describe('by how much new prices may raise the total of a sale without a team manager, in minor units such as pence'),
};

export type FlowConfig = z.output<z.ZodObject<typeof flowSettings>>;

/** What the desk goes by. A class of its own so that Nest injects it without a token. */
export class FlowSettings {
  constructor(
    /** A sale that nobody has worked on for so long ends. */
    readonly expiresAfterDays: number,
    /** So long before, its agent is reminded. */
    readonly remindDaysBefore: number,
    /** A change of the total beyond this, either way, is a team manager's to decide. In minor units. */
    readonly repricingLimitMinor: number,
  ) {}

  static of(config: FlowConfig): FlowSettings {
    return new FlowSettings(config.SALE_EXPIRES_AFTER_DAYS, config.SALE_REMIND_DAYS_BEFORE, config.REPRICING_LIMIT_MINOR);
  }
}
