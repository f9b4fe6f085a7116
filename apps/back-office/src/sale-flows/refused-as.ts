import { ForbiddenException } from '@nestjs/common';
import { Conflict, InvalidInput } from '@takings/runtime';
import { Refusal } from '@takings/sale-flow';

/** The refusal of a decision as the error that everybody here understands. */
export function refusedAs({ kind, message, field }: Refusal): Error {
  if (kind === 'invalid') return new InvalidInput(message, field);
  if (kind === 'forbidden') return new ForbiddenException(message);
  return new Conflict(message);
}

/** What `work` answers, its refusal as such an error. */
export function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Refusal ? refusedAs(error) : error;
  }
}
