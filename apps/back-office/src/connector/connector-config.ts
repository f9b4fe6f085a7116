import { z } from 'zod';

/** Where the CRM is and how it is asked; the rest is set in the console. */
export const connectorSettings = {
  CRM_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe("the PostgreSQL URL of the CRM's database, by a user that may only read; for the connector that runs a query"),
  CRM_HTTP_HOSTS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((host) => host.trim().toLowerCase())
        .filter(Boolean),
    )
    .describe(
      'the hosts, with their ports where they have one, commas between, that the connector may ask over HTTP, such as crm.example.com',
    ),
  CRM_HTTP_TOKEN: z.string().min(1).optional().describe('the bearer token that the connector sends to those hosts'),
  CRM_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(600_000)
    .default(30_000)
    .describe('how long the connector waits for one page of the CRM, in milliseconds, 100 to 600000'),
};
export type ConnectorSettings = z.output<z.ZodObject<typeof connectorSettings>>;

export class ConnectorConfig {
  constructor(readonly of: ConnectorSettings) {}
}
