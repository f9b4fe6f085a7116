/** What every call to a provider takes. */
export const CALL_MS = 50;

/**
 * The settings of the apps, all of them: what is not here has its default. Mail servers take more than the five connections that are the
 * default; how many is the operator's to say, and twenty is what this one takes. Xero takes five calls at once, as the real one does.
 */
export const appEnv = ({ databaseUrl, amqpUrl, xeroUrl, secureTradingUrl, smtpUrl }) => ({
  NODE_ENV: 'production',
  LOG_LEVEL: 'warn',
  DATABASE_URL: databaseUrl,
  AMQP_URL: amqpUrl,
  XERO_API_URL: `${xeroUrl}/api.xro/2.0`,
  XERO_TOKEN_URL: `${xeroUrl}/connect/token`,
  XERO_CLIENT_ID: 'bench',
  XERO_CLIENT_SECRET: 'bench',
  XERO_REVENUE_ACCOUNT: '200',
  XERO_CLEARING_ACCOUNT: '090',
  SECURE_TRADING_URL: secureTradingUrl,
  ST_ALIAS: 'bench@example.com',
  ST_PASSWORD: 'bench',
  ST_SITE_REFERENCE: 'test_bench',
  ...mailEnv(smtpUrl),
  SMTP_CONNECTIONS: '20',
});

export const mailEnv = (smtpUrl) => ({
  COMPANY_NAME: 'Northgate Broadband Ltd',
  COMPANY_ADDRESS: '1 Quay Street\\nBristol BS1 6EA\\nUnited Kingdom',
  COMPANY_VAT_NUMBER: 'GB 123 4567 89',
  COMPANY_EMAIL: 'accounts@example.com',
  MAIL_FROM: 'accounts@example.com',
  SMTP_URL: smtpUrl,
});

/** The stages on an invoice's way, by the apps they live in. The back office and the collector are not measured and do not run. */
export const APPS = ['invoicing-worker', 'invoice-mailer', 'payments-worker', 'notifier'];
