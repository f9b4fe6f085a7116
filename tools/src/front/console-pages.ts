import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv = require('sirv');

const BUILT = join(__dirname, '..', '..', '..', 'apps', 'console', 'dist');

/** Its name holds the hash of its content, so that it never changes. */
const HASHED = /^\/assets\//;

/** What the build notes for itself. */
const HIDDEN = /\/\./;

/** Nothing but our own files: no inline script, no other host. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];
/** The console's components write their sizes into style elements of their own; the wallboard has style sheets only. */
const policy = (page: string) => [...POLICY, page === '/tv.html' ? "style-src 'self'" : "style-src 'self' 'unsafe-inline'"].join('; ');

export type Pages = (request: IncomingMessage, response: ServerResponse) => boolean;

/** The console and the wallboard as they are built. Answers false when it has nothing there. */
export function consolePages(folder = BUILT): Pages {
  if (!existsSync(join(folder, 'index.html'))) return () => false;
  // Looked up for each request (dev): the console may be built anew while it is served.
  const serve = sirv(folder, { dev: true, brotli: true, etag: true, extensions: [], setHeaders: headers });
  const served = (request: IncomingMessage, response: ServerResponse) => {
    let found = true;
    serve(request, response, () => {
      found = false;
    });
    return found;
  };
  return (request, response) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || HIDDEN.test(request.url ?? '')) return false;
    if (served(request, response)) return true;
    // What a person opens in a browser is a page of the console, which knows its pages; a missing file or a program's mistake is not.
    if (!(request.headers.accept ?? '').includes('text/html')) return false;
    request.url = '/index.html';
    return served(request, response);
  };
}

function headers(response: ServerResponse, path: string) {
  response.setHeader('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('x-content-type-options', 'nosniff');
  if (!path.endsWith('.html')) return;
  response.setHeader('content-security-policy', policy(path));
  response.setHeader('referrer-policy', 'same-origin');
}
