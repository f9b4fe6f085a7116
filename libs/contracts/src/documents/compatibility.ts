import type { Fact } from '../fact';
import { flow } from '../flow';

/** The parts of a JSON Schema that our facts use. */
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly [keyword: string]: unknown;
}

const PROSE = new Set([
  'description',
  'properties',
  'required',
  'items',
  'enum',
  'additionalProperties',
  '$schema',
  'x-personal',
  'x-sensitive',
]);

/**
 * What would break when apps of the released and of the present schema run side by side, each as a sentence that names who would break.
 * A consumer of the released schema must understand what is sent now, and a consumer of now what is still waiting in the queues.
 */
export function breaks(fact: Fact, released: Schema, present: Schema): string[] {
  const consumers = flow.filter(({ takes }) => takes.some(({ type }) => type === fact.type)).map(({ stage, app }) => `${stage} (${app})`);
  const victims = consumers.join(' and ') || 'whoever reads the log';
  const advice = `Leave ${fact.type} as it is and give ${fact.name}.v${fact.version + 1} once its consumers know it.`;
  return differences('', released, present).map((what) => `${fact.type}: ${what}; ${victims} would break. ${advice}`);
}

function differences(path: string, released: Schema, present: Schema): string[] {
  const here = path || 'the data';
  const found: string[] = [];
  for (const keyword of new Set([...Object.keys(released), ...Object.keys(present)])) {
    if (PROSE.has(keyword) || JSON.stringify(released[keyword]) === JSON.stringify(present[keyword])) continue;
    found.push(`${here} had ${keyword} ${JSON.stringify(released[keyword])} and now has ${JSON.stringify(present[keyword])}`);
  }
  if (JSON.stringify(released.enum) !== JSON.stringify(present.enum))
    found.push(...enumDifferences(here, released.enum ?? [], present.enum ?? []));
  for (const [name, before] of Object.entries(released.properties ?? {})) {
    const now = present.properties?.[name];
    const at = path ? `${path}.${name}` : name;
    if (!now) found.push(`the field ${at} was removed`);
    else found.push(...differences(at, before, now));
    if (now && released.required?.includes(name) && !present.required?.includes(name))
      found.push(`the field ${at} was always there and may now be missing`);
    if (now && !released.required?.includes(name) && present.required?.includes(name))
      found.push(`the field ${at} is now demanded, and facts still waiting in queues may lack it`);
  }
  for (const name of Object.keys(present.properties ?? {})) {
    if (released.properties?.[name] || !present.required?.includes(name)) continue;
    found.push(`the new field ${path ? `${path}.${name}` : name} is demanded, and facts still waiting in queues lack it`);
  }
  if (released.items && present.items) found.push(...differences(`${path}[]`, released.items, present.items));
  return found;
}

function enumDifferences(here: string, released: readonly unknown[], present: readonly unknown[]): string[] {
  const added = present.filter((value) => !released.includes(value));
  const removed = released.filter((value) => !present.includes(value));
  return [
    ...(added.length > 0 ? [`${here} may now be ${added.join(', ')}, which its readers do not know`] : []),
    ...(removed.length > 0 ? [`${here} may no longer be ${removed.join(', ')}, which may still wait in queues`] : []),
  ];
}
