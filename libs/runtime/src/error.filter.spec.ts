import { type ArgumentsHost, BadRequestException, Logger, UnsupportedMediaTypeException } from '@nestjs/common';
import { z } from 'zod';
import { ErrorFilter } from './error.filter';
import { Conflict, InvalidInput, NotFound, Unavailable, Uncertain } from './errors';

function answerTo(error: unknown, method = 'GET') {
  const answer = { status: 0, body: {} as unknown, headers: {} as Record<string, unknown> };
  const response = {
    setHeader: (name: string, value: unknown) => {
      answer.headers[name] = value;
    },
    status: (status: number) => ({ json: (body: unknown) => Object.assign(answer, { status, body }) }),
  };
  new ErrorFilter().catch(error, {
    switchToHttp: () => ({ getResponse: () => response, getRequest: () => ({ method }) }),
  } as ArgumentsHost);
  return answer;
}

describe('an error over HTTP', () => {
  beforeAll(() => Logger.overrideLogger(false));
  afterAll(() => Logger.overrideLogger(['error', 'warn', 'log']));

  it.each([
    [new InvalidInput('unit_price: expected a number', 'unit_price'), 400, { error: 'InvalidInput', field: 'unit_price' }],
    [new NotFound('no such run'), 404, { error: 'NotFound', message: 'no such run' }],
    [new Conflict('approved already'), 409, { error: 'Conflict' }],
    [new Unavailable('later'), 503, { error: 'Unavailable' }],
    [new Uncertain('perhaps'), 202, { error: 'Uncertain' }],
    [new BadRequestException('no'), 400, { error: 'InvalidInput', message: 'no' }],
    [new UnsupportedMediaTypeException('no'), 415, { error: 'UnsupportedMediaType' }],
    [Object.assign(new Error('request entity too large'), { expose: true, status: 413 }), 413, { message: 'request entity too large' }],
  ])('is told as %s', (error, status, body) => {
    expect(answerTo(error)).toMatchObject({ status, body });
  });

  it('is told to come again when the database was not reached, or was lost while somebody only looked', () => {
    const lost = new Error('Connection terminated unexpectedly');
    expect(answerTo(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }), 'POST')).toMatchObject({ status: 503 });
    expect(answerTo(lost, 'GET')).toMatchObject({ status: 503 });
    expect(answerTo(lost, 'POST')).toMatchObject({ status: 500, body: { message: expect.stringContaining('look whether this was done') } });
  });

  it('names the field that a schema refused', () => {
    const { error } = z.object({ lines: z.array(z.object({ quantity: z.number() })) }).safeParse({ lines: [{ quantity: 'x' }] });
    expect(answerTo(error)).toMatchObject({
      status: 400,
      body: { field: 'lines.0.quantity', message: expect.stringContaining('lines.0.quantity: ') },
    });
  });

  it('names a field that a schema does not know', () => {
    const { error } = z.object({ run: z.strictObject({}) }).safeParse({ run: { runon: 1 } });
    expect(answerTo(error)).toMatchObject({ status: 400, body: { error: 'InvalidInput', field: 'run.runon' } });
  });

  it('gives nothing away of a bug', () => {
    expect(JSON.stringify(answerTo(new TypeError('secret place')))).not.toContain('secret');
    expect(answerTo(new TypeError('x'))).toMatchObject({ status: 500, body: { error: 'InternalError' } });
  });

  it('says when to come again', () => {
    expect(answerTo(new Unavailable('later', { retryAfterMs: 1500 })).headers).toEqual({ 'Retry-After': 2 });
  });
});
