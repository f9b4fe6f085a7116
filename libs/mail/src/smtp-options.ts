import { parseConnectionUrl } from 'nodemailer/lib/shared';
import type { MailConfig } from './mail-settings';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/**
 * Where the server is and how long it may take. A login never travels unencrypted, except to this very machine.
 * TLS details may be given in the URL, such as `?tls.rejectUnauthorized=false`.
 */
export function smtpOptions({ SMTP_URL, SMTP_TIMEOUT_MS }: Pick<MailConfig, 'SMTP_URL' | 'SMTP_TIMEOUT_MS'>) {
  const { host, port, secure, auth, tls } = parseConnectionUrl(SMTP_URL);
  return {
    host,
    port,
    secure,
    auth,
    tls,
    requireTLS: auth !== undefined && !LOOPBACK.has(host ?? ''),
    connectionTimeout: Math.min(SMTP_TIMEOUT_MS, 10_000),
    greetingTimeout: Math.min(SMTP_TIMEOUT_MS, 30_000),
    dnsTimeout: Math.min(SMTP_TIMEOUT_MS, 10_000),
    /** Also the time the server has to answer the end of a mail: RFC 5321 4.5.3.2.6 would grant it ten minutes. */
    socketTimeout: SMTP_TIMEOUT_MS,
  };
}
