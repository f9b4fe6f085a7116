import { Injectable } from '@nestjs/common';
import { type Database, Outrun, type Sql } from '../../store/database';
import { type Answer, Refusal } from '../../http/answer';
import { answerBatch, elementsOf, type Json, type Outcome } from '../front/batch';
import { type Call, envelope } from '../front/call';
import { badQuery, notFound } from '../front/error-answers';
import { isUuid, listOf, pageOf, pagination } from '../front/paging';
import { type Contact, showContact } from './contact';
import { type Decision, decideContacts } from './decide-contacts';
import { type ContactChange, readContact } from './read-contact';

const COLUMNS = 'contact_id, contact_number, name, email, first_name, last_name, status, updated_at';

/** `/Contacts`: PUT creates, POST creates or changes. */
@Injectable()
export class ContactRegister {
  readonly create = (call: Call) => this.write(call, elementsOf(call, 'Contacts'), false);
  readonly upsert = (call: Call) => this.write(call, elementsOf(call, 'Contacts'), true);

  readonly update = async (call: Call): Promise<Answer> => {
    const known = await this.find(call.sql, call.id);
    if (!known) return notFound();
    return this.write(call, [{ ...elementsOf(call, 'Contacts')[0], ContactID: known.contact_id }], true);
  };

  readonly show = async (call: Call): Promise<Answer> => {
    const contact = await this.find(call.sql, call.id);
    return contact ? { status: 200, body: { ...envelope(call.now), Contacts: [showContact(contact)] } } : notFound();
  };

  readonly list = async (call: Call): Promise<Answer> => {
    const page = pageOf(call);
    const { column, value } = conditionOf(call.query.get('where'));
    const term = call.query.get('searchTerm');
    const rows = await call.sql.rows<Contact & { found: number }>(
      `select ${COLUMNS}, count(*) over () as found from xero_contacts
       where ($1::uuid[] is null or contact_id = any ($1))
         and ($2 or status = 'ACTIVE')
         and ($3::text is null or name ilike $3 or email ilike $3 or contact_number ilike $3)
         and ($4::timestamptz is null or updated_at >= $4)
         and ($5::text is null or ${column} = $5)
       order by seq limit $6 offset $7`,
      [
        listOf(call, 'IDs')?.filter(isUuid) ?? null,
        call.query.get('includeArchived')?.toLowerCase() === 'true',
        term && `%${term.replace(/[\\%_]/g, '\\$&')}%`,
        call.ifModifiedSince,
        value,
        page.size,
        (page.page - 1) * page.size,
      ],
    );
    const paged = page.asked && { pagination: pagination(page, rows[0]?.found ?? 0) };
    return { status: 200, body: { ...envelope(call.now), ...paged, Contacts: rows.map(showContact) } };
  };

  async find(sql: Sql, idOrNumber: string): Promise<Contact | undefined> {
    const [contact] = await sql.rows<Contact>(
      `select ${COLUMNS} from xero_contacts where contact_id = $1::uuid or contact_number = $2 order by contact_id = $1::uuid desc limit 1`,
      [isUuid(idOrNumber) ? idOrNumber : null, idOrNumber],
    );
    return contact;
  }

  /** For the admin API: what a person does in Xero's own screens, which the API cannot undo. */
  async setStatus(database: Database, number: string, status: 'ACTIVE' | 'ARCHIVED', now: Date): Promise<Contact | undefined> {
    const [contact] = await database.rows<Contact>(
      `update xero_contacts set status = $2, updated_at = $3 where contact_number = $1 returning ${COLUMNS}`,
      [number, status, now],
    );
    return contact;
  }

  private async write(call: Call, elements: readonly Json[], mayUpdate: boolean): Promise<Answer> {
    const read = elements.map((element) => ({ element, ...readContact(element) }));
    const valid = read.filter(({ errors }) => errors.length === 0).map(({ contact }) => contact);
    const decisions = decideContacts(valid, { existing: await this.concerned(call.sql, valid), mayUpdate, now: call.now });
    await insertContacts(call.sql, contactsOf(decisions, 'create'));
    await updateContacts(call.sql, contactsOf(decisions, 'update'));
    const remaining = decisions.values();
    const outcomes = read.map(({ element, errors }): Outcome => {
      if (errors.length > 0) return { element, errors };
      const decision = remaining.next().value as Decision;
      return decision.kind === 'refuse' ? { element, errors: [decision.error] } : { element: showContact(decision.contact), errors: [] };
    });
    return answerBatch(call, 'Contacts', outcomes);
  }

  /** Locks, in one order, every contact that shares an id, a number or a name with the batch. */
  private concerned(sql: Sql, changes: readonly ContactChange[]): Promise<Contact[]> {
    return sql.rows<Contact>(
      `select ${COLUMNS} from xero_contacts
       where contact_id = any ($1::uuid[]) or contact_number = any ($2) or (status = 'ACTIVE' and lower(name) = any ($3))
       order by contact_id for update`,
      [
        changes.flatMap(({ contactId }) => contactId ?? []),
        changes.flatMap(({ contactNumber }) => contactNumber ?? []),
        changes.flatMap(({ name }) => name?.toLowerCase() ?? []),
      ],
    );
  }
}

/** The last decision about a contact holds, when one batch names it twice. */
function contactsOf(decisions: readonly Decision[], kind: 'create' | 'update'): Contact[] {
  const created = new Set(decisions.flatMap((decision) => (decision.kind === 'create' ? decision.contact.contact_id : [])));
  const last = new Map(
    decisions.flatMap((decision) => (decision.kind === 'refuse' ? [] : [[decision.contact.contact_id, decision.contact]])),
  );
  return [...last.values()].filter(({ contact_id }) => created.has(contact_id) === (kind === 'create'));
}

const columnsOf = (contacts: readonly Contact[]) => [
  contacts.map((contact) => contact.contact_id),
  contacts.map((contact) => contact.contact_number),
  contacts.map((contact) => contact.name),
  contacts.map((contact) => contact.email),
  contacts.map((contact) => contact.first_name),
  contacts.map((contact) => contact.last_name),
  contacts.map((contact) => contact.status),
  contacts.map((contact) => contact.updated_at),
];

const UNNESTED = 'unnest ($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])';

async function insertContacts(sql: Sql, contacts: readonly Contact[]): Promise<void> {
  if (contacts.length === 0) return;
  const inserted = await sql.rows(
    `insert into xero_contacts (${COLUMNS}) select * from ${UNNESTED} on conflict do nothing returning contact_id`,
    columnsOf(contacts),
  );
  if (inserted.length < contacts.length) throw new Outrun('another call created one of these contacts first');
}

async function updateContacts(sql: Sql, contacts: readonly Contact[]): Promise<void> {
  if (contacts.length === 0) return;
  await sql.rows(
    `update xero_contacts set contact_number = changed.contact_number, name = changed.name, email = changed.email,
       first_name = changed.first_name, last_name = changed.last_name, status = changed.status, updated_at = changed.updated_at
     from ${UNNESTED} as changed (${COLUMNS}) where xero_contacts.contact_id = changed.contact_id`,
    columnsOf(contacts),
  );
}

const CONDITION = /^(ContactNumber|Name|EmailAddress)\s*==\s*"([^"]*)"$/;
const CONDITION_COLUMNS: Readonly<Record<string, string>> = { ContactNumber: 'contact_number', Name: 'name', EmailAddress: 'email' };

/** Of Xero's `where` language the sandbox reads one equality. */
function conditionOf(where: string | null): { column: string; value: string | null } {
  if (where === null) return { column: 'name', value: null };
  const [, field = '', value = ''] = CONDITION.exec(where.trim()) ?? [];
  const column = CONDITION_COLUMNS[field];
  if (!column) throw new Refusal(badQuery('Of where clauses the sandbox reads ContactNumber=="…", Name=="…" and EmailAddress=="…" alone.'));
  return { column, value };
}
