/** The database server: by DATABASE_URL, or one that the global set-up has started. */
export function databaseServer(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('no database server: run the tests by jest projects "int" or "e2e", whose global set-up starts one');
  return url;
}

/** RabbitMQ, for tests whose queues have names of their own; undefined where none is given and the small broker serves. */
export const givenBroker = (): string | undefined => process.env.AMQP_URL;

/**
 * The virtual host of this test file on the RabbitMQ that is given, if one is. The product's queues have the same names everywhere, so
 * that files that run at the same time would take each other's messages: TEST_AMQP_URLS names one for each of them, with spaces between.
 */
export function ownVirtualHost(): string | undefined {
  const { AMQP_URL, TEST_AMQP_URLS = AMQP_URL, JEST_WORKER_ID = '1' } = process.env;
  if (!TEST_AMQP_URLS) return undefined;
  const own = TEST_AMQP_URLS.split(' ')[Number(JEST_WORKER_ID) - 1];
  if (!own) throw new Error('more test files run at once than there are virtual hosts: add --runInBand, or name more by TEST_AMQP_URLS');
  return own;
}

/** The Redis of the tests; undefined where none is given, and what needs one is left out. */
export function givenRedis(): string | undefined {
  return process.env.REDIS_URL || undefined;
}

/**
 * A folder with sales that a CRM has exported (sales_pipeline.csv, sales_teams.csv), by CRM_SALES; undefined where none is given, and what
 * needs it is left out.
 */
export function crmSalesFolder(): string | undefined {
  return process.env.CRM_SALES || undefined;
}
