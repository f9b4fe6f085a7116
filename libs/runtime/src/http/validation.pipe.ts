import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { isZodDto } from 'nestjs-zod/dto';
import type { z } from 'zod';
import { expectedWords } from './expected-words';

/** Holds what comes in against the schema of its class. A fault goes to the error filter as zod found it, with the field and what is expected. */
@Injectable()
export class ValidationPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata) {
    if (!isZodDto(metatype)) return value;
    // A request without a body says no more than an empty one: every field is then at its default, or named as missing.
    const given = type === 'body' && value === undefined ? {} : value;
    return (metatype.schema as z.ZodType).parse(given, { error: expectedWords });
  }
}
