import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateJournal1763700000004 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table journal (
        id bigint generated always as identity primary key,
        provider text not null,
        method text not null,
        path text not null,
        headers jsonb not null,
        body text not null,
        status int,
        at timestamptz not null,
        ms int not null
      );
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table journal');
  }
}
