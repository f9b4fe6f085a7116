import type { CloudEvent, Given } from '@takings/contracts';
import type { Delivery } from './acks';
import type { Cause } from './envelope';
import type { Parking } from './parked';

/** One fact inside the runner. */
export interface Item {
  readonly event: CloudEvent;
  /** As the fact's schema reads it. */
  readonly data: unknown;
  readonly key: string;
  readonly delivery: Delivery;
  /** How often it has been in a waiting room; survives in our own header. */
  readonly delayed: number;
  /** How often it was tried again at once. */
  tries: number;
  prepared?: unknown;
  result?: unknown;
  given?: Given[];
  error?: unknown;
}

/** Sorted, so that two workers with the same facts mark their inboxes in the same order and cannot deadlock. */
export const idsOf = (items: readonly Item[]): string[] => items.map(({ event }) => event.id).sort();

export const causeOf = ({ id, correlationid, traceparent }: Item['event']): Cause => ({ correlationid, causationid: id, traceparent });

/** All that parking must know of a fact. */
export const parkingOf = ({ event, delayed, tries }: Item, app: string, stage: string): Omit<Parking, 'kind' | 'reason'> => ({
  app,
  stage,
  id: event.id,
  body: Buffer.from(JSON.stringify(event)),
  attempts: delayed + tries + 1,
  factType: event.type,
  subject: event.subject,
  cause: causeOf(event),
});
