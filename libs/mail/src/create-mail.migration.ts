import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMail1763700000031 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table mail (
        invoice_id uuid not null,
        kind text not null,
        state text not null check (state in ('sending', 'waiting', 'sent', 'refused', 'unknown')),
        tries int not null check (tries >= 0),
        message_id text not null,
        possibly_twice boolean not null,
        server_said text,
        changed_at timestamptz not null default now(),
        primary key (invoice_id, kind)
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table mail');
  }
}
