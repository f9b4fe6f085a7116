import type { IncomingMessage } from 'node:http';
import { HttpException, HttpStatus } from '@nestjs/common';
import { InvalidInput } from '@takings/runtime';
import { otherThanText } from './other-than-text';

/** What browsers and scripts call CSV. */
const CSV_TYPES = ['text/csv', 'application/csv', 'application/vnd.ms-excel', 'text/plain', 'application/octet-stream'];

/**
 * Reads a request's body as it comes. When the reader stops early the rest is still taken from the wire and dropped: a client that is
 * still sending would otherwise see a broken connection instead of our answer.
 */
export async function csvBody<T>(request: IncomingMessage, read: (bytes: AsyncIterable<Buffer>) => Promise<T>): Promise<T> {
  try {
    refuseOtherTypes(request);
    return await read(textOf(request.iterator({ destroyOnReturn: false })));
  } finally {
    request.resume();
  }
}

/** A picture or a workbook is called what it is, before its bytes are taken for the names of columns. */
async function* textOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let looked = false;
  for await (const chunk of bytes) {
    const what = looked || chunk.length === 0 ? undefined : otherThanText(chunk);
    if (what) throw new InvalidInput(`The file is ${what}`);
    looked ||= chunk.length > 0;
    yield chunk;
  }
}

function refuseOtherTypes({ headers }: IncomingMessage) {
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  const wrong =
    (!CSV_TYPES.includes(type) &&
      `the body is ${type || 'of no stated type'}; expected the file itself, sent as text/csv (curl -H 'content-type: text/csv' --data-binary @charges.csv)`) ||
    (charset && !['utf-8', 'utf8', 'us-ascii'].includes(charset) && `the body is in ${charset}; expected UTF-8`) ||
    (headers['content-encoding'] &&
      headers['content-encoding'] !== 'identity' &&
      `the body is packed (${headers['content-encoding']}); expected it unpacked`);
  if (wrong) throw new HttpException(wrong, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
}
