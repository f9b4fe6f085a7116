/** An amount in minor units of its currency. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** A consultant's place on a board. */
export interface Position {
  readonly ranking: number;
  readonly consultantId: string;
  readonly consultant: string;
  readonly teamId: string;
  /** The team's unique name, of the consultant's latest counted sale; how boards call it is in a snapshot's `teams`. */
  readonly team: string;
  readonly unitsSold: number;
  readonly salesRevenue: Money;
}
