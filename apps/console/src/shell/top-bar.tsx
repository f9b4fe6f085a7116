import { createContext, type ReactNode, useContext } from 'react';
import { createPortal } from 'react-dom';

/** The place in the header that a page fills: where it is, how fresh it is. */
export const TopBar = createContext<HTMLElement | null>(null);

export function InTopBar({ children }: { children: ReactNode }) {
  const place = useContext(TopBar);
  return place && createPortal(children, place);
}
