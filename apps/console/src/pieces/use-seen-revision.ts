import { useState } from 'react';

/**
 * The revision on which a form was opened: what others save meanwhile comes in by itself and must not be overwritten unseen. After `look`
 * it is the present one.
 */
export function useSeenRevision(present: number | undefined) {
  const [opened, setOpened] = useState(present);
  return { revision: opened ?? present, look: () => setOpened(undefined) };
}
