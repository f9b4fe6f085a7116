export { Batcher } from './batcher';
export { Outbox } from './outbox';
export * from './stage';
export { type StageAppOptions, stageApp } from './stage-app';
export { StageTransport } from './stage-transport';
export { StagesModule, type StagesOptions } from './stages.module';
export { startStageApp } from './start-stage-app';
export { messagingEntities, messagingMigrations, ParkedRow } from './tables';
export { RUNNER_OPTIONS, type RunnerOptions, STAGES, type Staged } from './options';
