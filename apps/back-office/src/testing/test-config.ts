import { loadConfig } from '@takings/runtime';
import { SESSION_SECRET } from '@takings/testing';
import { type Config, settings } from '../config';

/** As a test needs it; demo accounts are on. */
export const testConfig = (env: Record<string, string>): Config =>
  loadConfig(settings, { LOG_LEVEL: 'silent', RETRY_DELAYS_MS: '100,200', SESSION_SECRET, DEMO_ACCOUNTS: 'true', ...env });
