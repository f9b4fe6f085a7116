import { z } from 'zod';

/** Something that has happened, named in the past tense. Never edited once released: a changed meaning is a new version. */
export interface Fact<Data extends z.ZodObject = z.ZodObject> {
  /** `invoice.filed` */
  readonly name: string;
  readonly version: number;
  /** `invoice.filed.v1`: the CloudEvents type and the routing key. */
  readonly type: string;
  /** One sentence that says what happened. */
  readonly says: string;
  readonly data: Data;
  /** Validates. Throws a `ZodError` that names the field when the data is not what the fact promises; drops unknown fields. */
  of(data: z.input<Data>): Given<z.output<Data>>;
}

export type DataOf<F> = F extends Fact<infer Data> ? z.output<Data> : never;

/** A fact on its way out; whoever publishes it makes a CloudEvent of it. */
export interface Given<Data = unknown> {
  readonly type: string;
  readonly subject: string;
  readonly data: Data;
  /** Set by a fact that begins a line of its own, from click to cash; others keep the line of their cause. */
  readonly correlation?: string;
}

interface Options<Shape> {
  /** The field that names what the fact is about. */
  readonly about: keyof Shape & string;
  readonly beginsLine?: boolean;
}

export function fact<Shape extends z.ZodRawShape>(
  name: string,
  version: number,
  says: string,
  shape: Shape,
  { about, beginsLine = false }: Options<Shape>,
): Fact<z.ZodObject<Shape>> {
  const data = z.object(shape).describe(says);
  const type = `${name}.v${version}`;
  const of = (given: z.input<typeof data>): Given<z.output<typeof data>> => {
    const valid = data.parse(given);
    const subject = String(valid[about as keyof typeof valid]);
    return beginsLine ? { type, subject, data: valid, correlation: subject } : { type, subject, data: valid };
  };
  return { name, version, type, says, data, of };
}

/** Marks a field that tells who somebody is: masked on screens, erased with the person, never logged. */
export const personal = <T extends z.ZodType>(schema: T): T => schema.meta({ ...schema.meta(), 'x-personal': true }) as T;

/** Marks a field that opens something (a stored card's reference): never logged, never shown whole. */
export const sensitive = <T extends z.ZodType>(schema: T): T => schema.meta({ ...schema.meta(), 'x-sensitive': true }) as T;
