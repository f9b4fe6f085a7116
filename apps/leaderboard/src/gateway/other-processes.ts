import { Injectable } from '@nestjs/common';
import type { Namespace } from 'socket.io';
import { Subject } from 'rxjs';
import type { BoardChange } from '../boards/board-change';

/** What one process of this app tells the others. All of it is in the database as well: a word that is lost is made up for there. */
export type Word =
  | { readonly changes: readonly BoardChange[] }
  | { readonly roster: true }
  | { readonly screenId: string }
  | { readonly pairedDevice: string };

const EVENT = 'word';

/** The other processes of this app, by the socket server's adapter; where it has none they hear nothing and look into the database. */
@Injectable()
export class OtherProcesses {
  readonly heard = new Subject<Word>();
  private namespace: Namespace | undefined;

  /** `reached`: whether the socket server's adapter reaches them, so that what is told arrives at once. */
  constructor(readonly reached: boolean) {}

  join(namespace: Namespace) {
    if (!this.reached) return;
    this.namespace = namespace;
    namespace.on(EVENT, (word: Word) => this.heard.next(word));
  }

  tell(word: Word) {
    this.namespace?.serverSideEmit(EVENT, word);
  }
}
