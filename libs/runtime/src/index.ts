export * from './config';
export { databaseFault } from './database-fault';
export * from './errors';
export * from './read-gauge';
export * from './readiness';
export * from './runtime.module';
export * from './start-app';
