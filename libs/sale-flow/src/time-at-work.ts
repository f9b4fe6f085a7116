import type { HistoryEntry } from './events';
import { replay } from './evolve';
import { type TimeAtWork, timeOf } from './work';

/** How long people were at work on a sale, and where it went. */
export const timeAtWork = (history: readonly HistoryEntry[]): TimeAtWork => timeOf(replay(history));
