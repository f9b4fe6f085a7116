import { Injectable } from '@nestjs/common';
import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { type Asked, type LookUpOutcome, LookUpResults } from '../look-up-results';

export class CreateDesk1763700009999 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table desk (
        seq bigint generated always as identity primary key,
        flow_id uuid not null,
        look_up text not null,
        round integer not null,
        outcome jsonb not null
      )`);
    await db.query('create table desk_round (flow_id uuid, look_up text, round integer not null, primary key (flow_id, look_up))');
  }

  async down(db: QueryRunner) {
    await db.query('drop table desk, desk_round');
  }
}

/** Sales in progress that keep whatever they are told, in a table, and wait for one round of each question: the first, if nothing else is said. */
@Injectable()
export class Desk extends LookUpResults {
  async awaits({ flowId, lookUp, round }: Asked, db: EntityManager) {
    const [row] = await db.query('select round from desk_round where flow_id = $1 and look_up = $2', [flowId, lookUp]);
    return round === ((row as { round: number } | undefined)?.round ?? 1);
  }

  async recordLookUp(flowId: string, lookUp: string, round: number, outcome: LookUpOutcome, db: EntityManager) {
    await db.query('insert into desk (flow_id, look_up, round, outcome) values ($1, $2, $3, $4)', [flowId, lookUp, round, outcome]);
  }
}
