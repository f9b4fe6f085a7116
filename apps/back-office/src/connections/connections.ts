import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type DataOf,
  GatewayCheckRequested,
  type GatewayChecked,
  type Given,
  type TestMailAnswered,
  TestMailRequested,
  type XeroChecked,
  XeroCheckRequested,
} from '@takings/contracts';
import type { MailKind, Text } from '@takings/mail/words';
import { Outbox } from '@takings/messaging';
import { InvalidInput } from '@takings/runtime';
import type { Person } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import { keepAudit } from '../audit/audit';

export const CONNECTIONS = ['xero', 'gateway', 'mail'] as const;
export type Connection = (typeof CONNECTIONS)[number];

interface Answers {
  readonly xero: DataOf<typeof XeroChecked>;
  readonly gateway: DataOf<typeof GatewayChecked>;
  readonly mail: DataOf<typeof TestMailAnswered>;
}

export interface Check<Answer> {
  readonly askedBy: string;
  readonly askedAt: Date;
  /** Null while nobody has answered. */
  readonly checkedAt: Date | null;
  readonly findings: readonly { readonly what: string; readonly says: string }[] | null;
  /** The last one that brought something; what it found wrong stands in `findings`. */
  readonly answer: Answer | null;
  /** When nothing was found wrong last. */
  readonly wellAt: Date | null;
}

/** Whether the outside can be reached, asked of the apps that hold the credentials. They stay there: nothing of them comes here. */
@Injectable()
export class Connections {
  constructor(
    private readonly db: DataSource,
    private readonly outbox: Outbox,
  ) {}

  testXero(person: Person) {
    return this.test('xero', person, (check) => XeroCheckRequested.of(check));
  }

  testGateway(person: Person) {
    return this.test('gateway', person, (check) => GatewayCheckRequested.of(check));
  }

  /** To the address of whoever asks. Throws `InvalidInput` when they have none here. */
  async testMail(person: Person, mail: Text & { readonly kind: MailKind }) {
    const [known]: { email: string }[] = await this.db.query('select email from person where person_id = $1', [person.id]);
    if (!known) throw new InvalidInput('A test mail goes to the address of a person who has signed in; a script has none.');
    const { kind, subject, paragraphs } = mail;
    await this.test('mail', person, (check) =>
      TestMailRequested.of({ ...check, to: known.email, name: person.name, kind, subject, paragraphs: [...paragraphs] }),
    );
    return known.email;
  }

  async last<Of extends Connection>(connection: Of): Promise<Check<Answers[Of]> | undefined> {
    const [check] = await this.db.query(
      `select asked_by as "askedBy", asked_at as "askedAt", checked_at as "checkedAt", findings, answer, well_at as "wellAt"
       from connection_check where connection = $1`,
      [connection],
    );
    return check;
  }

  /** Undefined while Xero has never told them. */
  async xeroLists(): Promise<Answers['xero'] | undefined> {
    return (await this.last('xero'))?.answer ?? undefined;
  }

  private async test(
    connection: Connection,
    { name }: Person,
    fact: (check: { checkId: string; askedBy: string }) => Given,
  ): Promise<void> {
    const checkId = randomUUID();
    await this.outbox.during(async (db, give) => {
      await db.query(
        `insert into connection_check (connection, check_id, asked_by) values ($1, $2, $3)
         on conflict (connection) do update set check_id = excluded.check_id, asked_by = excluded.asked_by, asked_at = now(), checked_at = null`,
        [connection, checkId, name],
      );
      await keepAudit(db, { actor: name, action: 'connection tested', about: connection });
      give(fact({ checkId, askedBy: name }));
    });
  }
}
