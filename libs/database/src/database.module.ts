import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions, migrateSchema, type SchemaOptions } from './schema';

export interface DatabaseOptions extends SchemaOptions {
  /** Connections of this process at most. */
  readonly pool: number;
}

/** One PostgreSQL connection pool on the app's own schema, which is brought up to date before anything else starts. */
@Module({})
export class DatabaseModule {
  static forApp(options: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: async () => {
            await migrateSchema(options);
            return { ...dataSourceOptions(options), poolSize: options.pool, retryAttempts: 1 };
          },
        }),
        TypeOrmModule.forFeature([...options.entities]),
      ],
      exports: [TypeOrmModule],
    };
  }
}
