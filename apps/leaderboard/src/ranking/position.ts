/** An amount in minor units of its currency. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** A consultant's place on a board. Those of equal revenue stand in the order of `reachedAt`, then by name, then by id. */
export interface Position {
  readonly ranking: number;
  readonly consultantId: string;
  readonly consultant: string;
  readonly teamId: string;
  /** The team's unique name, of the consultant's latest counted sale; how boards call it is in a snapshot's `teams`. */
  readonly team: string;
  readonly unitsSold: number;
  readonly salesRevenue: Money;
  /** ISO 8601: when this revenue was reached, by the time of the latest sale that counts. */
  readonly reachedAt: string;
}
