import { useEffect, useState } from 'react';
import { BoardLine } from './board-line';
import { clock } from './clock';
import { heardBoards, type Scenes } from './scenes';

/** A line to each board of the scenes that the component began with, by the board's name; they end with it. */
export function useLines(scenes: Scenes, token: string | undefined): ReadonlyMap<string, BoardLine> {
  const [lines] = useState(() => new Map(heardBoards(scenes).map((board) => [board, opened(board, scenes, token)])));
  useEffect(
    () => () => {
      for (const line of lines.values()) line.close();
    },
    [lines],
  );
  return lines;
}

const opened = (board: string, { currency }: Scenes, token: string | undefined) => new BoardLine({ board, currency, token }, clock);
