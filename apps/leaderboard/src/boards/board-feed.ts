import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { BoardChange } from './board-change';

/**
 * The changes that this process has committed, in the order of their commits. Another process' changes are not in it, and a crash between
 * commit and feed loses what it would have said: whoever must not miss a change compares `LiveBoards.lastSeqs` and asks for the gap.
 */
@Injectable()
export class BoardFeed extends Subject<readonly BoardChange[]> {}
