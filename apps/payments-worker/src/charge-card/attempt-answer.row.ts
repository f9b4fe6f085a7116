import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Outcome } from './outcome';

/** What the gateway answered about an attempt, and when; kept for ever, so that its course can be shown. */
@Entity('attempt_answer')
export class AttemptAnswerRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id: string;
  @Column('uuid') attemptId: string;
  @Column('timestamptz') at: Date;
  @Column('text') outcome: Outcome['kind'] | 'taken-back';
  @Column('text', { nullable: true }) gatewayCode: string | null;
  @Column('text', { nullable: true }) bankCode: string | null;
  @Column('text') message: string;
}
