import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { StuckItem } from '../../api/stuck';
import { time } from '../../formats/times';
import { saved } from '../../pieces/saved';
import { aboutInWords } from './stuck-words';

type Left = Pick<StuckItem, 'stuckId' | 'round'>;

/** One that comes back is another round, and a row again. */
export const leavingKey = ({ stuckId, round }: Left) => `${stuckId} ${round}`;

/** What was decided here says so in its row until the list is without it. */
export function useLeaving() {
  const queries = useQueryClient();
  const [words, setWords] = useState<ReadonlyMap<string, string>>(new Map());
  const add = (items: readonly StuckItem[], done: string) => {
    const says = `${done}, ${time(Date.now())}`;
    setWords((before) => new Map([...before, ...items.map((item) => [leavingKey(item), says] as const)]));
    saved(items.length === 1 ? `${says}: ${aboutInWords(items[0]!)}` : `${says}: ${items.length} of them`);
    void queries.invalidateQueries({ queryKey: ['stuck'] });
  };
  return { words, add };
}
