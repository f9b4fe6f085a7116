import { Injectable } from '@nestjs/common';

export interface Team {
  readonly teamId: string;
  readonly name: string;
  /** How boards call it. */
  readonly displayName: string;
  readonly timeZone: string;
  readonly target: { readonly minor: number; readonly currency: string } | null;
  readonly active: boolean;
}

/** What the back office has told of teams and consultants. */
@Injectable()
export class Roster {
  async teams(): Promise<readonly Team[]> {
    return [];
  }

  /** Ids of the consultants whose names screens must not show. */
  async hidden(): Promise<ReadonlySet<string>> {
    return new Set();
  }
}
