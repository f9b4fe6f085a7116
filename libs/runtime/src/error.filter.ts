import { STATUS_CODES } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { ZodError } from 'zod';
import { databaseFault } from './database-fault';
import { Conflict, Forbidden, InvalidInput, NotFound, TooManyAttempts, Unauthenticated, Unavailable, Uncertain } from './errors';

interface Answer {
  readonly status: number;
  readonly message: string;
  readonly field?: string;
  /** For a program, where one status has several reasons. */
  readonly code?: string;
}

/** The one place where an error becomes an HTTP answer: `{ error, message, field?, code? }`. A bug gives no detail away. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly log = new Logger('ErrorFilter');

  catch(error: unknown, host: ArgumentsHost) {
    const response = host.switchToHttp().getResponse();
    const { method } = host.switchToHttp().getRequest<{ method: string }>();
    const { status, message, field, code } = this.answer(error, method === 'GET' || method === 'HEAD');
    if (status === 500) this.log.error(error);
    if ((error instanceof Unavailable || error instanceof TooManyAttempts) && error.retryAfterMs)
      response.setHeader('Retry-After', Math.ceil(error.retryAfterMs / 1000));
    response.status(status).json({ error: nameOf(status), message, ...(field && { field }), ...(code && { code }) });
  }

  private answer(error: unknown, onlyLooks: boolean): Answer {
    if (error instanceof InvalidInput) return { status: 400, message: error.message, field: error.field };
    if (error instanceof ZodError) return fromZod(error);
    if (error instanceof Unauthenticated) return { status: 401, message: error.message, code: error.code };
    if (error instanceof Forbidden) return { status: 403, message: error.message, code: error.code };
    if (error instanceof TooManyAttempts) return { status: 429, message: error.message };
    if (error instanceof NotFound) return { status: 404, message: error.message };
    if (error instanceof Conflict) return { status: 409, message: error.message, field: error.field };
    if (error instanceof Unavailable) return { status: 503, message: error.message };
    if (error instanceof Uncertain) return { status: 202, message: error.message };
    if (error instanceof HttpException) return { status: error.getStatus(), message: error.message };
    if (isBodyFault(error)) return { status: error.status, message: error.message };
    const fault = databaseFault(error);
    if (fault === 'not reached' || (fault && onlyLooks)) return { status: 503, message: 'The database is away; try again in a moment.' };
    if (fault) return { status: 500, message: 'The database was lost on the way; look whether this was done, then try again.' };
    return { status: 500, message: 'Something went wrong here. It has been logged.' };
  }
}

/** One name for each status, whoever refused: our errors, a schema, Nest or the body parser. */
const NAMES: Readonly<Record<number, string>> = { 202: 'Uncertain', 400: 'InvalidInput', 500: 'InternalError', 503: 'Unavailable' };

const nameOf = (status: number) => NAMES[status] ?? (STATUS_CODES[status] ?? 'Error').replace(/\W/g, '');

function fromZod({ issues: [issue] }: ZodError): Answer {
  if (!issue) return { status: 400, message: 'not valid' };
  const at = issue.path.join('.');
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return {
    status: 400,
    message: at ? `${at}: ${issue.message}` : issue.message,
    field: [...issue.path, ...unknown].join('.'),
  };
}

/** What express' body parser throws: too large, not JSON, wrong charset. */
const isBodyFault = (error: unknown): error is { status: number; message: string } =>
  error instanceof Error && 'expose' in error && error.expose === true && 'status' in error && typeof error.status === 'number';
