/** What the gateway's namespace says; null amounts where a screen may show ranks only. */
export const NAMESPACE = '/consultant-ranking';

export interface Money {
  readonly minor: number;
  readonly currency: string;
}

export interface Position {
  readonly ranking: number;
  readonly consultantId: string;
  readonly consultant: string;
  readonly teamId: string;
  readonly team: string;
  readonly unitsSold: number;
  readonly salesRevenue: Money | null;
}

export interface TeamStanding {
  readonly teamId: string;
  readonly team: string;
  readonly title: string;
  readonly salesRevenue: Money | null;
  readonly target: Money | null;
}

export interface Snapshot {
  readonly board: string;
  readonly title: string;
  readonly currency: string;
  readonly seq: number;
  readonly businessDay: string;
  readonly resetsAt: string;
  readonly timeZone: string;
  readonly rankings: readonly Position[];
  readonly total: Money | null;
  readonly target: Money | null;
  readonly teams?: readonly TeamStanding[];
}

export interface Change {
  readonly board: string;
  readonly seq: number;
  readonly businessDay: string;
  readonly kind: 'sale' | 'void' | 'adjustment';
  readonly consultantId: string;
  readonly consultant: string;
  readonly teamId: string;
  readonly team: string;
  readonly unitsSold: number;
  readonly salesRevenue: Money | null;
  /** Null when nothing of the consultant counts any more. */
  readonly ranking: number | null;
  readonly previousRanking: number | null;
  /** Negative when it was taken back. */
  readonly amount: Money | null;
  readonly total: Money | null;
  readonly moved: readonly Position[];
  readonly targetReached?: 'consultant' | 'team' | 'floor';
}

export interface Heartbeat {
  readonly seq: number;
  /** The server's clock, ISO 8601. */
  readonly at: string;
}

/** What a paired screen is to show. */
export interface ScreenSettings {
  readonly name: string;
  readonly shows: {
    readonly boards: readonly string[];
    readonly everySeconds?: number;
    readonly currency?: string;
    readonly myTeam?: string;
  };
  readonly hideAmounts: boolean;
}

/** What the socket says of itself when it opens. */
export interface Handshake {
  readonly board?: string;
  readonly currency?: string;
  readonly lastSeq?: number;
  readonly token?: string;
  readonly pairing?: string;
}
