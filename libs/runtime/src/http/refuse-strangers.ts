import { BadConfig } from '../config';

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

/**
 * Nobody signs in yet, and people's APIs start runs that debit cards and show who sold what, so that they answer this machine alone unless
 * somebody says otherwise. `who` begins the sentence. Throws `BadConfig`.
 */
export function refuseStrangers(
  who: string,
  { HOST, ALLOW_UNAUTHENTICATED }: { readonly HOST: string; readonly ALLOW_UNAUTHENTICATED: boolean },
) {
  if (LOOPBACK.test(HOST) || ALLOW_UNAUTHENTICATED) return;
  throw new BadConfig(
    `${who} has no sign-in yet, so it listens on this machine only; HOST is ${HOST}, expected 127.0.0.1, ::1 or localhost.\n` +
      '  To open it to a network that you trust all the same, set ALLOW_UNAUTHENTICATED=true.',
  );
}
