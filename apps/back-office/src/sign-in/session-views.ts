import { Injectable } from '@nestjs/common';
import type { Asker } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import type { SessionView } from './sign-in.view';

/** A session as its browser is told of it. */
@Injectable()
export class SessionViews {
  constructor(private readonly db: DataSource) {}

  async of({ person, csrfToken = undefined, endsAtMs }: Asker): Promise<SessionView> {
    const [names]: { team: string | null; consultant: string | null }[] = await this.db.query(
      'select (select name from team where team_id = $1) as team, (select name from consultant where consultant_id = $2) as consultant',
      [person.team, person.consultant],
    );
    return {
      person: {
        id: person.id,
        name: person.name,
        roles: [...person.roles],
        team: linked(person.team, names!.team),
        consultant: linked(person.consultant, names!.consultant),
      },
      csrfToken: csrfToken ?? null,
      endsAt: endsAtMs === undefined ? null : new Date(endsAtMs).toISOString(),
    };
  }
}

const linked = (id: string | null, name: string | null) => (id !== null && name !== null ? { id, name } : null);
