import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was sent stays as it was sent: the words of letters may change later. Mails from before have none. */
export class KeepLetters1764000000031 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table mail
        add column to_name text, add column to_address text, add column subject text, add column text_body text, add column html_body text,
        add column attached text[] not null default '{}'`);
  }

  async down(db: QueryRunner) {
    await db.query(`
      alter table mail
        drop column to_name, drop column to_address, drop column subject, drop column text_body, drop column html_body, drop column attached`);
  }
}
