import { useSyncExternalStore } from 'react';

/** Until people sign in, a browser is told once who sits at it; the history of what is changed names them. */
const KEEPS = 'takings.actor';
const LENGTH_LIMIT = 100;

const listeners = new Set<() => void>();

export const actor = (): string => localStorage.getItem(KEEPS) ?? '';

export function setActor(name: string) {
  localStorage.setItem(KEEPS, name.trim().slice(0, LENGTH_LIMIT));
  for (const tell of listeners) tell();
}

export const useActor = (): string =>
  useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, actor);

/** Headers carry Latin-1; the server reads the name back as the UTF-8 that it is. */
export const actorHeader = (name: string): string => String.fromCharCode(...new TextEncoder().encode(name));
