import { useEffect, useRef, useState } from 'react';
import { placeInWords } from '../../formats/counts';
import { money } from '../../formats/money';
import type { Live } from '../../live/live-board';
import pieces from '../../pieces/pieces.module.css';

const AT_MOST_EVERY_MS = 10_000;

/** Says the latest sale to those who do not see it flash, politely and at most every ten seconds. */
export function Announced({ live }: { live: Live }) {
  const { lastSale } = live.state;
  const [said, setSaid] = useState('');
  const saidAt = useRef(Number.NEGATIVE_INFINITY);
  const words = lastSale
    ? `${lastSale.consultant} sold ${money(lastSale.amount)}${lastSale.ranking ? `, now ${placeInWords(lastSale.ranking)}` : ''}`
    : '';
  useEffect(() => {
    const waits = Math.max(0, saidAt.current + AT_MOST_EVERY_MS - performance.now());
    const timer = setTimeout(() => {
      saidAt.current = performance.now();
      setSaid(words);
    }, waits);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <div className={pieces.unseen} aria-live="polite">
      {said}
    </div>
  );
}
