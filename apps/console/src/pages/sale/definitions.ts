import { deskV1, type FlowDefinition } from '@takings/sale-flow';

/** Every version of the flow that this console can draw. A sale keeps the version that it began with. */
const DEFINITIONS: readonly FlowDefinition[] = [deskV1];

export const definitionOf = (version: number): FlowDefinition | undefined => DEFINITIONS.find((one) => one.version === version);
