import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit can be read as a list, and by nobody changed: what was decided stays as it was written down. */
export class KeepAudit1763700000081 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(WORDS);
    await db.query('alter table audit add column subject text, add column customer_ref text');
    for (const sql of FROM_BEFORE) await db.query(sql);
    await db.query(`alter table audit add column found_by tsvector generated always as (${FOUND_BY}) stored`);
    await db.query('create index audit_newest on audit (at, id)');
    await db.query('create index audit_of_actor on audit (actor collate "C", at, id)');
    await db.query('create index audit_of_action on audit (action collate "C", at, id)');
    await db.query('create index audit_of_customer on audit (customer_ref collate "C", at, id) where customer_ref is not null');
    await db.query('create index audit_found on audit using gin (found_by)');
    await db.query(STAYS);
    await db.query(
      'create trigger audit_stays before update or delete or truncate on audit for each statement execute function audit_stays()',
    );
  }

  async down(db: QueryRunner) {
    await db.query('drop trigger audit_stays on audit');
    await db.query('drop function audit_stays()');
    await db.query('drop index audit_found, audit_of_customer, audit_of_action, audit_of_actor, audit_newest');
    await db.query('alter table audit drop column found_by, drop column customer_ref, drop column subject');
    await db.query('drop function words_found(text)');
  }
}

/** Bounded, as a word of a tsvector is. It names where the other function is, since restoring a backup looks nowhere. */
const WORDS = `
  create function words_found(said text) returns tsvector language sql immutable strict parallel safe set search_path from current as $$
    select array_to_tsvector(array(select distinct left(word, 60) from unnest(plain_words(left(said, 4000))) word)) $$`;

const FOUND_BY = `words_found(actor || ' ' || action || ' ' || coalesce(subject, '') || ' ' || coalesce(customer_ref, '') || ' ' || detail::text)`;

const FROM_BEFORE = [
  `update audit set subject = 'Run of ' || r.run_on::text from run r where r.run_id::text = audit.about`,
  `update audit set subject = k.name, customer_ref = k.customer_ref from customer k where k.customer_id::text = audit.about`,
  `update audit set subject = s.sale_ref || ': ' || s.customer_name, customer_ref = s.customer_ref from sale s where s.sale_id::text = audit.about`,
  `update audit set subject = i.invoice_number || ': ' || i.customer_name, customer_ref = i.customer_ref
   from stuck_item s join invoice i on i.invoice_id::text = s.subject where s.stuck_id::text = audit.about`,
];

/** 42501: not allowed. */
const STAYS = `
  create function audit_stays() returns trigger language plpgsql as $$
  begin
    raise exception 'What the audit holds stays as it is: nobody changes or deletes it' using errcode = '42501';
  end $$`;
