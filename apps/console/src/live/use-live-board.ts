import { useMemo, useSyncExternalStore } from 'react';
import { type Live, LiveBoard } from './live-board';

/** The live board, its line open as long as the page shows it. */
export function useLiveBoard(board: string, currency: string | undefined): Live {
  const line = useMemo(() => new LiveBoard(board, currency), [board, currency]);
  return useSyncExternalStore(line.subscribe, line.get);
}
