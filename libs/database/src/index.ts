export * from './database.module';
export * from './schema';
