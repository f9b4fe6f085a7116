import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { NotFound } from '@takings/runtime';
import { DataSource } from 'typeorm';
import { nameKey } from '../validation/names';
import { DEMO_PEOPLE, emailOfDemo } from './demo-people';
import { emailKey, PERSON_VIEW } from './person-row';
import type { PersonView } from './person.view';

/** Made-up people who sign in with one click; only where `expectSoundSignIn` allows it. */
@Injectable()
export class DemoAccounts implements OnApplicationBootstrap {
  constructor(
    private readonly db: DataSource,
    readonly on: boolean,
  ) {}

  async onApplicationBootstrap() {
    if (!this.on) return;
    for (const person of DEMO_PEOPLE) {
      const email = emailOfDemo(person);
      await this.db.query(
        'insert into person (person_id, name, email, email_key, roles) values ($1, $2, $3, $4, $5) on conflict do nothing',
        [person.id, person.name, email, emailKey(email), person.roles],
      );
    }
  }

  /** Those who may still sign in, in the order of their roles. */
  async all(): Promise<PersonView[]> {
    if (!this.on) return [];
    await this.link();
    const rows: { person: PersonView }[] = await this.db.query(
      `select ${PERSON_VIEW} as person from person p where p.person_id = any($1) and p.active order by p.person_id`,
      [DEMO_PEOPLE.map(({ id }) => id)],
    );
    return rows.map(({ person }) => person);
  }

  /** Throws `NotFound` when there is no such account. */
  async choose(account: string): Promise<string> {
    const chosen = (await this.all()).find(({ personId }) => personId === account);
    if (!chosen) throw new NotFound(`account: there is no demo account ${account}`);
    return chosen.personId;
  }

  /** The demo's teams and consultants may come later than its people. */
  private async link() {
    for (const { id, team, consultant } of DEMO_PEOPLE) {
      if (team === undefined) continue;
      await this.db.query(
        `update person set team_id = t.team_id, consultant_id = c.consultant_id
         from team t left join consultant c on c.name_key = $3
         where person_id = $1 and person.revision = 1 and t.name_key = $2
           and (person.team_id is null or (person.consultant_id is null and c.consultant_id is not null))`,
        [id, nameKey(team), consultant === undefined ? null : nameKey(consultant)],
      );
    }
  }
}
