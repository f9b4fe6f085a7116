import type { IncomingMessage } from 'node:http';
import proxyAddr = require('proxy-addr');

/** So many above the limit still get in far enough to be told why not. */
const TOLD_WHY = 100;

/** How many connections each address has, so that one cannot take them all. Behind trusted proxies the address is who asked them. */
export class Connections {
  private readonly open = new Map<string, number>();
  private readonly trusted: (address: string, hop: number) => boolean;

  constructor(
    readonly limit: number,
    trustedProxies: readonly string[],
  ) {
    this.trusted = proxyAddr.compile([...trustedProxies]);
  }

  addressOf(request: IncomingMessage): string {
    return proxyAddr(request, this.trusted);
  }

  /** Whether this address has more than its share. */
  tooMany(address: string): boolean {
    return (this.open.get(address) ?? 0) > this.limit;
  }

  /** Whether another one may be opened, be it only to be told that it is one too many. */
  mayKnock(address: string): boolean {
    return (this.open.get(address) ?? 0) < this.limit + TOLD_WHY;
  }

  opened(address: string) {
    this.open.set(address, (this.open.get(address) ?? 0) + 1);
  }

  closed(address: string) {
    const left = (this.open.get(address) ?? 1) - 1;
    if (left > 0) this.open.set(address, left);
    else this.open.delete(address);
  }

  /** A page of another site may not read boards through its visitor's browser; a program that is no browser names no origin. */
  sameOrigin(request: IncomingMessage): boolean {
    const { origin, host } = request.headers;
    if (origin === undefined) return true;
    const forwarded = request.headers['x-forwarded-host'];
    const asked = forwarded !== undefined && this.trusted(request.socket.remoteAddress ?? '', 0) ? String(forwarded) : host;
    return URL.canParse(origin) && new URL(origin).host === asked;
  }
}
