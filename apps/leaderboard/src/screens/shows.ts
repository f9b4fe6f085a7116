import { Injectable } from '@nestjs/common';
import { BoardDirectory } from '../gateway/board-directory';
import type { ScreenPass } from '../gateway/visitor';

export type Shows = ScreenPass['shows'];

/** As the table has it: boards by what they are, so that a team may be renamed. */
export interface StoredShows {
  readonly scopes: readonly string[];
  readonly everySeconds?: number | undefined;
  readonly currency?: string | undefined;
  readonly myScope?: string | undefined;
}

/** Between the names of boards, as people and screens say them, and what is kept. */
@Injectable()
export class ShowsByName {
  constructor(private readonly directory: BoardDirectory) {}

  /** Throws `InvalidInput` for a board that there is not. */
  async toKeep({ boards, myTeam, ...rest }: Shows): Promise<StoredShows> {
    const scopes: string[] = [];
    for (const board of boards) scopes.push((await this.directory.board(board)).scope);
    const myScope = myTeam === undefined ? undefined : (await this.directory.board(myTeam)).scope;
    return { ...rest, scopes, ...(myScope !== undefined && { myScope }) };
  }

  /** A board that there is no more is left out. */
  async kept(all: readonly StoredShows[]): Promise<Shows[]> {
    if (all.some(({ scopes }) => scopes.some((scope) => !this.directory.knows(scope)))) await this.directory.refresh();
    return all.map(({ scopes, myScope, ...rest }) => ({
      ...rest,
      boards: scopes.filter((scope) => this.directory.knows(scope)).map((scope) => this.directory.nameOf(scope)),
      ...(myScope !== undefined && this.directory.knows(myScope) && { myTeam: this.directory.nameOf(myScope) }),
    }));
  }
}
