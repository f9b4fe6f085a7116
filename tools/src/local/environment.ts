import type { Surroundings } from '../config';
import { POOLS } from './apps';
import type { Secrets } from './secrets';

export interface Servers {
  readonly databaseUrl: string;
  readonly amqpUrl: string;
  readonly sandboxPort: number;
  readonly smtpPort: number;
  /** Where the back office writes the API token of this machine. */
  readonly apiTokenFile: string;
}

type Variables = Readonly<Record<string, string>>;

const SANDBOX_CLIENT = 'takings-local';
const SANDBOX_USER = 'ws@takings.example';

/** Whose letters these are until a person says otherwise. */
const COMPANY: Variables = {
  COMPANY_NAME: 'Takings Demo Ltd',
  COMPANY_ADDRESS: '1 Example Street\\nLondon\\nEC1A 1AA',
  COMPANY_VAT_NUMBER: 'GB000000000',
  COMPANY_EMAIL: 'accounts@takings.example',
  MAIL_FROM: 'accounts@takings.example',
};

/** Against the sandbox waits are short, so that a person sees a late answer or a retry end within seconds. */
const SHORT_RETRIES: Variables = { RETRY_DELAYS_MS: '1000,3000,10000,30000' };

/**
 * The environment of one process: what the person set, over what the local start suggests, under what it must decide itself.
 * A provider that the person named keeps the waits of a real provider.
 */
export function environmentOf(app: string, servers: Servers, secrets: Secrets, { env, realProviders }: Surroundings): NodeJS.ProcessEnv {
  const sandbox = `http://127.0.0.1:${servers.sandboxPort}/sandbox`;
  const anyReal = Object.values(realProviders).some(Boolean);
  return {
    ...COMPANY,
    ...(anyReal ? {} : SHORT_RETRIES),
    ...(realProviders.xero ? {} : xeroStandIn(sandbox, secrets)),
    ...(realProviders.secureTrading ? {} : secureTradingStandIn(sandbox, secrets)),
    ...(realProviders.smtp ? {} : { SMTP_URL: `smtp://127.0.0.1:${servers.smtpPort}`, SMTP_TIMEOUT_MS: '3000' }),
    ...(app === 'back-office' ? { ...lookUpStandIns(sandbox, secrets, realProviders), ...crmStandIn(sandbox, secrets) } : {}),
    ...(app === 'sandbox' ? standIns(servers, secrets) : {}),
    ...(app === 'back-office' ? { DEMO_ACCOUNTS: 'true', API_TOKEN_FILE: servers.apiTokenFile } : {}),
    SESSION_SECRET: secrets.sessionSecret,
    ...env,
    // Logs are files; and Nest colours what it writes before its logger is there.
    NO_COLOR: '1',
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: app === 'sandbox' ? String(servers.sandboxPort) : '0',
    DATABASE_URL: servers.databaseUrl,
    DATABASE_POOL: String(POOLS[app]),
    AMQP_URL: servers.amqpUrl,
  };
}

const xeroStandIn = (sandbox: string, { xeroClientSecret }: Secrets): Variables => ({
  XERO_API_URL: `${sandbox}/xero/api.xro/2.0`,
  XERO_TOKEN_URL: `${sandbox}/xero/connect/token`,
  XERO_CLIENT_ID: SANDBOX_CLIENT,
  XERO_CLIENT_SECRET: xeroClientSecret,
  XERO_REVENUE_ACCOUNT: '200',
  XERO_CLEARING_ACCOUNT: '091',
});

const secureTradingStandIn = (sandbox: string, { secureTradingPassword }: Secrets): Variables => ({
  SECURE_TRADING_URL: `${sandbox}/securetrading/json/`,
  ST_ALIAS: SANDBOX_USER,
  ST_PASSWORD: secureTradingPassword,
  ST_SITE_REFERENCE: 'test_takings',
  ST_TIMEOUT_MS: '3000',
  ASK_AFTER_MS: '1000,2000,4000,8000',
});

/** A source that the person named is theirs to configure as a whole. */
const lookUpStandIns = (sandbox: string, { lookUpKey }: Secrets, real: Surroundings['realProviders']): Variables => ({
  ...(real.companiesHouse ? {} : { COMPANIES_HOUSE_URL: `${sandbox}/companies-house`, COMPANIES_HOUSE_KEY: lookUpKey }),
  ...(real.creditBureau ? {} : { CREDIT_BUREAU_URL: `${sandbox}/credit-bureau`, CREDIT_BUREAU_KEY: lookUpKey }),
  ...(real.postcodes ? {} : { POSTCODES_URL: `${sandbox}/postcodes` }),
});

/** A person's own variables stand above these. */
const crmStandIn = (sandbox: string, { lookUpKey }: Secrets): Variables => ({
  CRM_HTTP_HOSTS: new URL(sandbox).host,
  CRM_HTTP_TOKEN: lookUpKey,
});

const standIns = ({ smtpPort }: Servers, { xeroClientSecret, secureTradingPassword, lookUpKey }: Secrets): Variables => ({
  SANDBOX_XERO_CLIENT_ID: SANDBOX_CLIENT,
  SANDBOX_XERO_CLIENT_SECRET: xeroClientSecret,
  SANDBOX_GATEWAY_USER: SANDBOX_USER,
  SANDBOX_GATEWAY_PASSWORD: secureTradingPassword,
  SANDBOX_COMPANIES_HOUSE_KEY: lookUpKey,
  SANDBOX_CREDIT_BUREAU_KEY: lookUpKey,
  SANDBOX_CRM_TOKEN: lookUpKey,
  SANDBOX_LATE_MS: '5000',
  SANDBOX_VISIBILITY_MS: '1500',
  SANDBOX_SMTP_PORT: String(smtpPort),
});
