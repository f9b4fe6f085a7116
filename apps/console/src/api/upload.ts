import { ApiError, UNREACHED } from './api-error';
import type { Beginning, Import, ImportKind, Mapping } from './charges';
import { currentSignIn } from './session';

/** Enough for the first rows. */
const BEGINNING_BYTES = 262_144;

interface Sending {
  /** 0 to 1, of what has been sent. */
  readonly progress?: (part: number) => void;
  readonly signal?: AbortSignal;
}

/** What the columns of a file are called, from its first part. Throws `ApiError` with the server's sentence. */
export const lookAtBeginning = (file: File, kind: ImportKind) =>
  sendFile<Beginning>(`/api/charge-imports/beginning?${new URLSearchParams({ kind })}`, file.slice(0, BEGINNING_BYTES));

/** Sends a file to be previewed. Breaking off by the signal throws its reason, and leaves nothing behind. */
export const previewFile = (file: File, kind: ImportKind, mapping: Mapping | undefined, sending: Sending) =>
  sendFile<Import>(
    `/api/charge-imports/upload?${new URLSearchParams({ kind, name: file.name, ...(mapping && { mapping: JSON.stringify(mapping) }) })}`,
    file,
    sending,
  );

/** By XMLHttpRequest: fetch does not say how much has been sent. */
function sendFile<T>(path: string, body: Blob, { progress, signal }: Sending = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('content-type', 'text/csv');
    request.setRequestHeader('accept', 'application/json');
    const signIn = currentSignIn();
    if (signIn.is === 'in' && signIn.session.csrfToken) request.setRequestHeader('x-csrf-token', signIn.session.csrfToken);
    request.upload.onprogress = ({ loaded, total }) => progress?.(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const said = jsonOf(request.responseText);
      if (request.status === 200) resolve(said as T);
      else reject(new ApiError(said?.message ?? `The server answered ${request.status}.`, request.status, said?.field));
    };
    request.onerror = () => reject(new ApiError('The file could not be sent to its end. Nothing was entered.', UNREACHED));
    request.onabort = () => reject(signal?.reason);
    signal?.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

function jsonOf(text: string): { message?: string; field?: string } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
