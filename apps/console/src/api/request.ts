import { ApiError, UNREACHED } from './api-error';
import { actor, actorHeader } from './actor';

const PATIENCE_MS = 20_000;

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

interface Asked {
  readonly query?: Query;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) => request<T>('GET', path, { query, signal });
export const post = <T>(path: string, body?: unknown) => request<T>('POST', path, { body });
export const patch = <T>(path: string, body: unknown) => request<T>('PATCH', path, { body });

/** Throws `ApiError` with the server's own sentence, or with ours when there was no answer. */
async function request<T>(method: string, path: string, { query = {}, body, signal }: Asked): Promise<T> {
  const given = Object.entries(query).filter((pair): pair is [string, string | number | boolean] => pair[1] !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  const who = actor();
  const answer = await fetch(text ? `${path}?${text}` : path, {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(who && { 'x-takings-actor': actorHeader(who) }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: signal ?? AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError('Takings cannot be reached from here just now.', UNREACHED);
  });
  // An uncertain outcome is told with 202: nobody knows yet whether it was done.
  if (!answer.ok || answer.status === 202) throw await refusal(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

async function refusal(answer: Response): Promise<ApiError> {
  const said: unknown = await answer.json().catch(() => undefined);
  const { message, field } = (typeof said === 'object' && said !== null ? said : {}) as { message?: unknown; field?: unknown };
  const words = typeof message === 'string' ? message : `The server answered ${answer.status}.`;
  return new ApiError(words, answer.status, typeof field === 'string' ? field : fieldIn(words));
}

/** Some sentences begin with their field: "name: there is a team ...". */
const fieldIn = (words: string): string | undefined => /^([a-z][a-z_.\d]*): /.exec(words)?.[1];
