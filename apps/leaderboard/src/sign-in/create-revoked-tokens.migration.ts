import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRevokedTokens1763700000040 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('create table revoked_token (token_id uuid primary key, noted_at timestamptz not null default now())');
  }

  async down(db: QueryRunner) {
    await db.query('drop table revoked_token');
  }
}
