/** No answer came, or none that could be read to its end; a look-up changes nothing, so asking again is harmless. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(
    message: string,
    /** No connection came about at all, whatever was asked. */
    readonly unreachable: boolean,
  ) {
    super(message);
  }
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const LONGEST_BYTES = 1024 * 1024;

/** One GET, bounded in time and in size, that follows no redirect: a source that has moved is for a person to see. Throws `NoAnswer` alone. */
export async function exchange(
  url: URL,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
  mostBytes = LONGEST_BYTES,
): Promise<Reply> {
  try {
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, headers: response.headers, text: await bounded(response, mostBytes) };
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    const { code, text, timedOut } = reasonOf(error);
    if (BEFORE_SENDING.test(code)) throw new NoAnswer(`cannot be reached (${code})`, true);
    if (timedOut) throw new NoAnswer(`did not answer within ${timeoutMs / 1000} s`, false);
    throw new NoAnswer(`closed the line before its answer was complete (${text})`, false);
  }
}

async function bounded({ body }: Response, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    // Leaving the loop cancels the rest.
    if (bytes > mostBytes) throw new NoAnswer(`sent more than ${mostBytes} bytes`, false);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Codes of Node and undici for a connection that never came about: refused, no such host, no route, TLS not agreed. */
const BEFORE_SENDING =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** undici wraps the cause in "fetch failed"; with several addresses the cause is an AggregateError. */
function reasonOf(error: unknown): { code: string; text: string; timedOut: boolean } {
  const outer = error as Error & { cause?: Error & { code?: string; errors?: (Error & { code?: string })[] } };
  const cause = outer.cause?.errors?.[0] ?? outer.cause ?? outer;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return { code, text: cause.message || code, timedOut: outer.name === 'TimeoutError' || /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(code) };
}
