import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** Where a file comes in, or the beginning of one. */
const A_FILE = /\/(import|upload|beginning)$/;

/**
 * A list sent as a form, which is what curl does unless told otherwise, would be read as one strange entry: it is refused with what is
 * expected instead. An import of CSV says itself what it takes.
 */
export function refuseOtherThanJson(request: Request, _response: Response, next: NextFunction) {
  const empty = request.headers['content-length'] === '0';
  if (empty || A_FILE.test(request.path) || request.is('json') !== false) return next();
  const type = request.headers['content-type'] ?? 'of no stated type';
  next(new UnsupportedMediaTypeException(`the body is ${type}; expected JSON, sent with "content-type: application/json"`));
}
