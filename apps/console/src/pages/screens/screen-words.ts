import type { BoardListing } from '../../api/boards';
import type { Screen } from '../../api/screens';

const FLOOR = 'floor';

/** A TV that is on is noted once a minute; some patience is for the line. */
const HEARD_WITHIN_MS = 150_000;

export const isHeardOf = (lastSeenAt: string, now: number): boolean => now - Date.parse(lastSeenAt) < HEARD_WITHIN_MS;

/** What people call a board. */
export const boardTitle = (board: string, boards: readonly Pick<BoardListing, 'board' | 'title'>[]): string =>
  boards.find((one) => one.board === board)?.title ?? (board === FLOOR ? 'Whole floor' : board);

/** `Whole floor`, or `Slideshow: Falcon, Merlin, every 20 s; sales of Falcon pop up`. */
export function showsInWords({ boards, everySeconds, currency, myTeam }: Screen['shows'], known: readonly BoardListing[]): string {
  if (boards.length === 0) return 'Nothing: its board is gone';
  const titles = boards.map((board) => boardTitle(board, known)).join(', ');
  const words = boards.length > 1 ? `Slideshow: ${titles}${everySeconds ? `, every ${everySeconds} s` : ''}` : titles;
  const popUp = myTeam ? `; sales of ${boardTitle(myTeam, known)} pop up` : '';
  return `${words}${currency ? `, in ${currency}` : ''}${popUp}`;
}
