import { useEffect } from 'react';
import { lettersAreOn } from './letters';

/** J and K go through the rows of the page, as the arrows would; Enter opens, since what has the focus is a link. */
export function useRowKeys() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'j' && event.key !== 'k') return;
      if (event.ctrlKey || event.metaKey || event.altKey || !lettersAreOn() || isTyping(event.target)) return;
      const inFront = document.querySelector('[role="dialog"]') ?? document;
      const rows = [...inFront.querySelectorAll<HTMLElement>('[data-row]')];
      if (rows.length === 0) return;
      const at = rows.findIndex((row) => row === document.activeElement);
      const next = event.key === 'j' ? at + 1 : at === -1 ? rows.length - 1 : at - 1;
      rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
