import { expectedWords } from '@takings/runtime/http';
import { FlowCommand } from '@takings/sale-flow';
import { z } from 'zod';

/** Throws a `ZodError` that names the field and says what is expected. */
export const parsedCommand = (body: unknown): FlowCommand => FlowCommand.parse(body ?? {}, { error: expectedWords });

/** For the document of the API: one schema for each type of command. */
export const commandSchema = z.toJSONSchema(FlowCommand, { io: 'input', target: 'openapi-3.0', unrepresentable: 'any' }) as object;
