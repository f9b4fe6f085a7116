import { z } from 'zod';
import { COLUMNS } from '../charges/charge-input';
import { Mapping } from '../csv/mapping';
import { Schedule } from '../runs/schedule/schedule';

const OUR_COLUMNS: readonly string[] = COLUMNS;

/** How charges are pulled from the CRM. Where its database is and by what token its endpoint is asked are no settings: the environment says it. */
export const Connector = z
  .strictObject({
    schedule: Schedule.describe('When it pulls by itself'),
    kind: z.enum(['sql', 'http']).describe("sql: a query of the CRM's database; http: an endpoint that answers in JSON"),
    query: z.string().trim().max(20_000).describe('One select, without order and limit; with kind sql'),
    url: z.string().trim().max(2000).describe('The address of the endpoint; with kind http'),
    rowsAt: z
      .string()
      .trim()
      .max(200)
      .describe('Where in its answer the list of rows is, such as data.items; empty when the answer is the list'),
    watermark: z
      .string()
      .trim()
      .min(1, 'is missing; expected the column by which changed rows are known')
      .max(200)
      .describe('The column that says when a row was changed last, or counts rows: it only ever grows'),
    beginAfter: z.string().trim().max(100).describe('Rows before this value of it are not pulled; empty for all'),
    againMinutes: z
      .number()
      .int()
      .min(0)
      .max(1440)
      .describe('Each pull looks so many minutes back, for rows that were changed before and saved after the last one; for moments alone'),
    mapping: Mapping.refine(
      (mapping) => Object.keys(mapping).every((column) => OUR_COLUMNS.includes(column)),
      `expected only ${COLUMNS.join(', ')}`,
    ).describe('Which of their columns, or which value, is each of ours'),
  })
  .superRefine(({ kind, query, url, mapping }, context) => {
    const missing = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (kind === 'sql' && !/^(select|with|table|values)\b/i.test(query)) missing('query', 'expected one select');
    if (kind === 'http' && !URL.canParse(url)) missing('url', 'expected an address such as https://crm.example.com/api/charges');
    if (mapping.charge_ref?.value !== undefined)
      missing('mapping', 'charge_ref: expected a column, since every charge has a reference of its own');
  });
export type Connector = z.output<typeof Connector>;

export const standardConnector = (timeZone: string): Connector => ({
  schedule: { on: false, cron: '*/15 * * * *', timeZone },
  kind: 'http',
  query: '',
  url: '',
  rowsAt: '',
  watermark: 'updated_at',
  beginAfter: '',
  againMinutes: 10,
  mapping: {},
});
