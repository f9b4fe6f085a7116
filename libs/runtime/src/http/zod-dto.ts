import { createZodDto as nestjsZodDto } from 'nestjs-zod';

type Dto = ReturnType<typeof nestjsZodDto>;

/**
 * A class that Nest validates by and the API's document is written from. Use this one, not that of nestjs-zod: zod from 4.5 on writes a bare
 * `z.string().nullable()` as `type: ["string", "null"]`, which OpenAPI 3.0 does not know and Nest reads as a list of strings
 * (github.com/BenLorantfy/nestjs-zod/issues/473).
 */
export const createZodDto: typeof nestjsZodDto = (schema, options) => {
  const dto = nestjsZodDto(schema, options);
  const { get } = Object.getOwnPropertyDescriptor(dto, 'Output') as { get(this: Dto): Dto };
  Object.defineProperty(dto, 'Output', {
    get(this: Dto) {
      return withSingleTypes(get.call(this));
    },
  });
  return withSingleTypes(dto);
};

function withSingleTypes<D extends Pick<Dto, '_OPENAPI_METADATA_FACTORY'>>(dto: D): D {
  const describe = dto._OPENAPI_METADATA_FACTORY as (this: D) => Record<string, Node>;
  Object.defineProperty(dto, '_OPENAPI_METADATA_FACTORY', {
    value(this: D) {
      const properties = Object.entries(describe.call(this));
      // Nest wants a type of each property; nestjs-zod takes an empty one away again.
      return Object.fromEntries(properties.map(([name, property]) => [name, { type: '', ...(singleTypes(property) as Node) }]));
    },
  });
  return dto;
}

interface Node {
  readonly type?: unknown;
  readonly [keyword: string]: unknown;
}

/** The same schema with one type at most in each part, as OpenAPI 3.0 writes it. */
export function singleTypes(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(singleTypes);
  if (typeof node !== 'object' || node === null) return node;
  const { type, ...rest } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, singleTypes(value)]));
  if (!Array.isArray(type)) return type === undefined ? rest : { type, ...rest };
  const others = type.filter((one) => one !== 'null');
  const single = others.length === 1 ? { type: others[0] } : { anyOf: others.map((one) => ({ type: one })) };
  return { ...single, ...rest, ...(others.length < type.length && { nullable: true }) };
}
