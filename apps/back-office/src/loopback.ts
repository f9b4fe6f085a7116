import { BadConfig } from '@takings/runtime';

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

/**
 * Nobody signs in to this API yet, and it starts runs that debit cards, so it answers this machine alone unless somebody says otherwise.
 * Throws `BadConfig`.
 */
export function refuseStrangers({ HOST, ALLOW_UNAUTHENTICATED }: { readonly HOST: string; readonly ALLOW_UNAUTHENTICATED: boolean }) {
  if (LOOPBACK.test(HOST) || ALLOW_UNAUTHENTICATED) return;
  throw new BadConfig(
    `The back office has no sign-in yet, so it listens on this machine only; HOST is ${HOST}, expected 127.0.0.1, ::1 or localhost.\n` +
      '  To open it to a network that you trust all the same, set ALLOW_UNAUTHENTICATED=true.',
  );
}
