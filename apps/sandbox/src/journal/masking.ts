/** What the journal keeps of a request's headers: those that assertions ask for. Credentials are reduced to their scheme. */
const KEPT_HEADERS = [
  'accept',
  'authorization',
  'content-type',
  'content-length',
  'idempotency-key',
  'if-modified-since',
  'requestreference',
  'traceparent',
  'user-agent',
  'xero-tenant-id',
];

const SECRET_FIELDS = 'client_secret|password|pan|securitycode|expirydate|refresh_token|access_token';
const IN_JSON = new RegExp(`("(?:${SECRET_FIELDS})"\\s*:\\s*)("(?:[^"\\\\]|\\\\.)*"|[^,}\\s]+)`, 'gi');
const IN_FORM = new RegExp(`((?:^|&)(?:${SECRET_FIELDS})=)[^&]*`, 'gi');

/** Longer bodies are cut: the journal is for assertions, not an archive. */
export const BODY_MAX = 65_536;

export function keptHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = KEPT_HEADERS.flatMap((name) => {
    const value = headers[name];
    if (value === undefined) return [];
    const text = Array.isArray(value) ? value.join(', ') : value;
    return [[name, name === 'authorization' ? `${text.split(' ')[0]} ***` : text] as const];
  });
  return Object.fromEntries(entries);
}

export const maskedBody = (body: string) => body.slice(0, BODY_MAX).replace(IN_JSON, '$1"***"').replace(IN_FORM, '$1***');
