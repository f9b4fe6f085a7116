import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants';
import type { INestApplicationContext } from '@nestjs/common';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { MAY_USE, type MayUseRule } from './may-use';

/** Every route of an app and who may use it; undefined where neither it nor its controller says so. */
export function rulesOfRoutes(app: INestApplicationContext): ReadonlyMap<string, MayUseRule | undefined> {
  const [reflector, scanner] = [new Reflector(), new MetadataScanner()];
  const rules = new Map<string, MayUseRule | undefined>();
  for (const { controllers } of app.get(ModulesContainer).values()) {
    for (const { metatype } of controllers.values()) {
      const { prototype, name } = metatype as { prototype: Record<string, () => unknown>; name: string };
      for (const method of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[method]!;
        const verb: RequestMethod | undefined = Reflect.getMetadata(METHOD_METADATA, handler);
        if (verb === undefined) continue;
        rules.set(`${name}.${method}`, reflector.getAllAndOverride(MAY_USE, [handler, metatype as never]));
      }
    }
  }
  return rules;
}
