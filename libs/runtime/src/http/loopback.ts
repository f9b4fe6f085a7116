import { BadConfig } from '../config';

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

export const isLoopback = (host: string) => LOOPBACK.test(host);

/** Whoever listens beyond this machine does so behind TLS: a session that goes over the wire in the clear is anybody's. Throws `BadConfig`. */
export function expectTls({ HOST, PUBLIC_URL }: { readonly HOST: string; readonly PUBLIC_URL?: string | undefined }) {
  if (isLoopback(HOST) || PUBLIC_URL?.startsWith('https:')) return;
  throw new BadConfig(
    `HOST is ${HOST}, which is not this machine alone, and PUBLIC_URL is ${PUBLIC_URL ?? 'missing'}.\n` +
      '  People sign in over TLS only: set PUBLIC_URL to the https address at which they reach it, or HOST to 127.0.0.1.',
  );
}
