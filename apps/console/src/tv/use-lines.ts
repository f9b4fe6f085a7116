import { useEffect, useState } from 'react';
import { BoardLine } from './board-line';
import { clock } from './clock';
import { heardBoards, type Scenes } from './scenes';

/**
 * A line to each board of the scenes that the component began with, by the board's name; they end with it. `first` has the first of them
 * already, and stays its owner's.
 */
export function useLines(scenes: Scenes, token: string | undefined, first: BoardLine | undefined): ReadonlyMap<string, BoardLine> {
  const [lines] = useState(() => {
    const { currency } = scenes;
    const opened = (board: string) => new BoardLine({ board, currency, token }, clock);
    return new Map(heardBoards(scenes).map((board, n) => [board, n === 0 && first ? first : opened(board)]));
  });
  useEffect(
    () => () => {
      for (const line of lines.values()) if (line !== first) line.close();
    },
    [lines, first],
  );
  return lines;
}
