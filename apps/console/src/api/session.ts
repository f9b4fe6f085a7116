import { useSyncExternalStore } from 'react';
import { ApiError, UNREACHED } from './api-error';
import type { components } from './generated/back-office';

type Told = components['schemas'];
export type Session = Told['SessionDto_Output'];
export type Person = Session['person'];
export type WaysIn = Told['WaysInDto_Output'];

export type SignIn =
  /** Not known yet. */
  | { readonly is: 'asked' }
  | { readonly is: 'out' }
  /** `ended`: the session has come to its end while the page was used; what was typed waits for them to sign in again. */
  | { readonly is: 'in'; readonly session: Session; readonly ended: boolean };

/** Other windows of this browser have the same cookie, and so the same session. */
const others = new BroadcastChannel('takings.sign-in');
const listeners = new Set<() => void>();
let signIn: SignIn = { is: 'asked' };
let asking: Promise<boolean> | undefined;

export const currentSignIn = (): SignIn => signIn;

export const useSignIn = (): SignIn =>
  useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, currentSignIn);

/** For what is drawn only once somebody has signed in. */
export function usePerson(): Person {
  const known = useSignIn();
  if (known.is !== 'in') throw new Error('nobody has signed in');
  return known.session.person;
}

/** Asks who is signed in; true when somebody is. At once for all who ask at the same time. Throws `ApiError` when nobody answers. */
export function lookWhoIsIn(): Promise<boolean> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

/** Resolves when it is known whether somebody is signed in. */
export async function untilKnown(): Promise<SignIn> {
  if (signIn.is === 'asked') await lookWhoIsIn();
  return signIn;
}

async function ask(): Promise<boolean> {
  const answer = await fetch('/api/session', { headers: { accept: 'application/json' } }).catch(() => undefined);
  if (answer?.ok) become({ is: 'in', session: (await answer.json()) as Session, ended: false });
  else if (answer?.status === 401) become(signIn.is === 'in' ? { ...signIn, ended: true } : { is: 'out' });
  else throw new ApiError('Takings cannot be reached from here just now.', UNREACHED);
  return answer.ok;
}

export async function waysIn(signal?: AbortSignal): Promise<WaysIn> {
  const answer = await fetch('/api/sign-in', { headers: { accept: 'application/json' }, signal });
  if (!answer.ok) throw new ApiError('The ways to sign in could not be read.', answer.status);
  return (await answer.json()) as WaysIn;
}

/** Throws `ApiError` with the server's sentence. */
export async function signInAsDemo(account: string): Promise<void> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const answer = await fetch('/api/sign-in/demo', { method: 'POST', headers, body: JSON.stringify({ account }) });
  const said = (await answer.json()) as Session & { message?: string };
  if (!answer.ok) throw new ApiError(said.message ?? `The server answered ${answer.status}.`, answer.status);
  become({ is: 'in', session: said, ended: false });
  others.postMessage('look');
}

export async function signOut(): Promise<void> {
  const csrf = signIn.is === 'in' ? signIn.session.csrfToken : null;
  await fetch('/api/sign-out', { method: 'POST', headers: { accept: 'application/json', ...(csrf && { 'x-csrf-token': csrf }) } });
  others.postMessage('look');
  // What this page has read was read for that person.
  location.assign('/sign-in');
}

/** After somebody has signed in in a window of its own. */
export const tellOthers = () => others.postMessage('look');

/** Resolves once the session that has ended is followed by another; whoever asked goes on where they were. */
export function untilSignedInAgain(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (signIn.is !== 'in' || signIn.ended) return;
      listeners.delete(look);
      resolve();
    };
    listeners.add(look);
  });
}

function become(next: SignIn) {
  const other = signIn.is === 'in' && next.is === 'in' && signIn.session.person.id !== next.session.person.id;
  // What the page shows, and what was typed, belongs to somebody else.
  if (other) return location.reload();
  signIn = next;
  for (const tell of [...listeners]) tell();
}

others.onmessage = () => void lookWhoIsIn().catch(() => undefined);
