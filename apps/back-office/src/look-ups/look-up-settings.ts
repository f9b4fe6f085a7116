import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ }).optional();

/** Which sources look-ups ask. Where one is left out, agents enter by hand what it would have said. */
export const lookUpSettings = {
  COMPANIES_HOUSE_URL: url.describe("the base address of Companies House's API, with COMPANIES_HOUSE_KEY; not set for the real one"),
  COMPANIES_HOUSE_KEY: z.string().min(1).optional().describe('the API key for Companies House; without it companies are entered by hand'),
  POSTCODES_URL: url.describe(
    'the base address of postcodes.io, such as https://api.postcodes.io; without it addresses are entered by hand',
  ),
  CREDIT_BUREAU_URL: url.describe('the base address of the credit bureau, with CREDIT_BUREAU_KEY; without it scores are entered by hand'),
  CREDIT_BUREAU_KEY: z.string().min(1).optional().describe('the key for the credit bureau, with CREDIT_BUREAU_URL'),
  LOOK_UP_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(120_000)
    .default(10_000)
    .describe('how long to wait for the answer of a source, in milliseconds, 100 to 120000'),
};

export type LookUpSettings = z.output<z.ZodObject<typeof lookUpSettings>>;
