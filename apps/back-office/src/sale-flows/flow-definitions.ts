import { definitionFaults, deskV1, type FlowDefinition } from '@takings/sale-flow';
import { Conflict, NotFound } from '@takings/runtime';

/** Every version of the flow that this build knows. An old one stays for as long as open sales are made by it. */
export class FlowDefinitions {
  private readonly byVersion = new Map<number, FlowDefinition>();

  constructor(definitions: readonly FlowDefinition[] = [deskV1]) {
    for (const definition of definitions) this.add(definition);
  }

  /** Sales that start from now on are made by the highest version. Throws when no sale could be made by it. */
  add(definition: FlowDefinition) {
    const faults = definitionFaults(definition);
    if (this.byVersion.has(definition.version)) faults.push('there is another one of that version');
    if (faults.length > 0) throw new Error(`Version ${definition.version} of the sale flow: ${faults.join('; ')}`);
    this.byVersion.set(definition.version, definition);
  }

  /** The latest first. */
  get all(): FlowDefinition[] {
    return [...this.byVersion.values()].sort((one, other) => other.version - one.version);
  }

  get latest(): FlowDefinition {
    return this.all[0]!;
  }

  /** Throws `NotFound`. */
  called(version: number): FlowDefinition {
    const definition = this.byVersion.get(version);
    if (!definition)
      throw new NotFound(`There is no version ${version} of the sale flow; expected ${this.all.map((one) => one.version).join(', ')}`);
    return definition;
  }

  /** To look at a sale that has ended, whose version a later release need not have. */
  forReading({ definition: version }: { readonly definition: number }): FlowDefinition {
    return this.byVersion.get(version) ?? { ...this.latest, version, steps: [], lookUps: [] };
  }

  /** Of a sale. Throws `Conflict`: a build that lacks it must leave the sale as it is. */
  of({ definition: version }: { readonly definition: number }): FlowDefinition {
    const definition = this.byVersion.get(version);
    if (!definition)
      throw new Conflict(
        `This sale is made by version ${version} of the flow, which this release does not have; it waits for one that has it`,
      );
    return definition;
  }
}
