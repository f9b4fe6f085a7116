export * from './database.module';
export * from './schema';
export * from './together';
