export * from './config';
export * from './errors';
export * from './readiness';
export * from './runtime.module';
export * from './start-app';
