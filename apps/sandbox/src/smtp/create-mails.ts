import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The raw message is the truth; the columns beside it are what lists and searches need. */
export class CreateMails1763700000006 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table mails (
        id bigint generated always as identity primary key,
        message_id text not null,
        envelope_from text not null,
        envelope_to text[] not null,
        from_name text not null,
        to_name text not null,
        subject text not null,
        headers jsonb not null,
        attachments int not null,
        raw bytea not null,
        received_at timestamptz not null,
        searched text generated always as
          (lower(subject || ' ' || from_name || ' ' || to_name || ' ' || envelope_from || ' ' || message_id)) stored
      );
      create index on mails (message_id);
      alter table mails alter column raw set storage external;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table mails');
  }
}
