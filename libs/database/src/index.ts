export * from './concurrent-changes';
export * from './database.module';
export * from './prepared';
export * from './schema';
export * from './together';
