import { z } from 'zod';
import { fact, personal } from '../fact';
import { moment, person } from './shapes';

export const STUCK_KINDS = ['poison', 'failed', 'rejected', 'undeliverable', 'uncertain', 'held', 'unroutable'] as const;
export const STUCK_ACTIONS = ['retry', 'discard'] as const;

const item = {
  stuckId: z.uuid().describe('The stuck item; the same when it comes back after a retry'),
  app: z.string().min(1).describe('The app that keeps it'),
  round: z.int().positive().describe('How often it has been stuck; makes the order of arrival irrelevant'),
};

export const StuckRaised = fact(
  'stuck.raised',
  1,
  'Something cannot go on by itself and waits for a person.',
  {
    ...item,
    stage: z.string().min(1).describe('The stage in which it stopped'),
    kind: z.enum(STUCK_KINDS).describe('What sort of trouble it is'),
    reason: z.string().min(1).describe('What happened, in a sentence'),
    factType: z.string().nullable().describe('The fact that could not be worked on; null when it could not be read'),
    subject: z.string().nullable().describe('What that fact is about, an invoice for example'),
    actions: z.array(z.enum(STUCK_ACTIONS)).describe('What a person may do'),
    raisedAt: moment('When it stopped'),
  },
  { about: 'stuckId' },
);

export const StuckResolved = fact(
  'stuck.resolved',
  1,
  'A person decided what becomes of a stuck item.',
  {
    ...item,
    action: z.enum(STUCK_ACTIONS).describe('Try it again, or let it go'),
    resolvedBy: person('Who decided'),
    because: z.string().min(1).describe('The reason that person gave'),
    corrections: personal(
      z
        .record(z.string(), z.string())
        .optional()
        .describe('Fields of the fact that were wrong, by name, as they are from now on; only with retry'),
    ),
  },
  { about: 'stuckId' },
);

export const StuckSettled = fact(
  'stuck.settled',
  1,
  'A stuck item was sent on its way again, let go, or came right by itself.',
  {
    ...item,
    outcome: z.enum(['retried', 'discarded', 'came-right']).describe('What became of it'),
    settledBy: person('Who settled it; Takings when it came right by itself'),
  },
  { about: 'stuckId' },
);
