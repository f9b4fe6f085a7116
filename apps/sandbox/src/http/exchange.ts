import type { Request, Response } from 'express';
import type { Answer } from './answer';

/** Providers' bodies are kept as bytes and read by each stand-in, because a body that is not JSON is answered in the provider's own words. */
export const bodyText = ({ body }: Request): string => (Buffer.isBuffer(body) ? body.toString('utf8') : '');

export function send(response: Response, { status, body, headers = {}, drop = false }: Answer): void {
  if (drop) {
    response.socket?.destroy();
    return;
  }
  response.status(status).set(headers);
  if (body === undefined) response.end();
  else if (typeof body === 'string') response.send(body);
  else response.json(body);
}
