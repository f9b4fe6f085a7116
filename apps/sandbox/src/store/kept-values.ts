import { Injectable } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Database } from './database';

export class CreateKeptValues1763700000001 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query('create table kept_values (name text primary key, value jsonb not null)');
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table kept_values');
  }
}

/** Small states that must outlive the process: the clock's offset, fault switches, the quota. */
@Injectable()
export class KeptValues {
  constructor(private readonly database: Database) {}

  async read<Value>(name: string): Promise<Value | undefined> {
    const [row] = await this.database.rows<{ value: Value }>('select value from kept_values where name = $1', [name]);
    return row?.value;
  }

  async write(name: string, value: unknown): Promise<void> {
    await this.database.rows('insert into kept_values values ($1, $2::jsonb) on conflict (name) do update set value = excluded.value', [
      name,
      JSON.stringify(value),
    ]);
  }
}
