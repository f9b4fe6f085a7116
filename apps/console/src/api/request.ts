import { ApiError, UNREACHED } from './api-error';
import { currentSignIn, lookWhoIsIn, untilSignedInAgain } from './session';

const PATIENCE_MS = 20_000;

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

interface Asked {
  readonly query?: Query;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) => request<T>('GET', path, { query, signal });
export const post = <T>(path: string, body?: unknown) => request<T>('POST', path, { body });
export const put = <T>(path: string, body: unknown) => request<T>('PUT', path, { body });
export const patch = <T>(path: string, body: unknown) => request<T>('PATCH', path, { body });

/** Throws `ApiError` with the server's own sentence, or with ours when there was no answer. When the session has ended, it waits for the person to sign in again. */
async function request<T>(method: string, path: string, asked: Asked): Promise<T> {
  let answer = await send(method, path, asked);
  if (answer.status === 401) {
    // What was signed for other apps may just be worn; asking who is in has it signed anew.
    if (!(await lookWhoIsIn())) await untilSignedInAgain();
    answer = await send(method, path, asked);
  }
  if (answer.status === 403 && (await isStale(answer)) && (await lookWhoIsIn())) answer = await send(method, path, asked);
  // An uncertain outcome is told with 202: nobody knows yet whether it was done.
  if (!answer.ok || answer.status === 202) throw await refusal(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

function send(method: string, path: string, { query = {}, body, signal }: Asked): Promise<Response> {
  const given = Object.entries(query).filter((pair): pair is [string, string | number | boolean] => pair[1] !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  const signIn = currentSignIn();
  const csrf = method !== 'GET' && signIn.is === 'in' ? signIn.session.csrfToken : null;
  return fetch(text ? `${path}?${text}` : path, {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(csrf && { 'x-csrf-token': csrf }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: signal ?? AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError('Takings cannot be reached from here just now.', UNREACHED);
  });
}

/** Signed in anew in another window: this one still sends what belonged to the session before. */
async function isStale(answer: Response): Promise<boolean> {
  const said: unknown = await answer
    .clone()
    .json()
    .catch(() => undefined);
  return typeof said === 'object' && said !== null && 'code' in said && said.code === 'csrf';
}

async function refusal(answer: Response): Promise<ApiError> {
  const said: unknown = await answer.json().catch(() => undefined);
  const { message, field } = (typeof said === 'object' && said !== null ? said : {}) as { message?: unknown; field?: unknown };
  const words = typeof message === 'string' ? message : `The server answered ${answer.status}.`;
  return new ApiError(words, answer.status, typeof field === 'string' ? field : fieldIn(words));
}

/** Some sentences begin with their field: "name: there is a team ...". */
const fieldIn = (words: string): string | undefined => /^([a-z][a-z_.\d]*): /.exec(words)?.[1];
