import type { IncomingHttpHeaders } from 'node:http';

/** What follows `Authorization: Bearer`; undefined when there is no such header. */
export const bearerIn = ({ authorization }: IncomingHttpHeaders): string | undefined =>
  authorization === undefined ? undefined : (/^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '');
