import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { io, type Socket } from 'socket.io-client';

/** Something has changed; what it is now is asked for, by those who may see it. */
export interface Word {
  readonly topic: 'sale' | 'presence' | 'list';
  readonly id: string;
  readonly version: number;
}

type Room = { readonly sale: string } | { readonly list: 'mine' | 'team' };
type Listener = (word: Word) => void;

/** One line for the whole window: open as long as a page listens; after a break every listener looks again, since words were missed. */
class LookAgainLine {
  private socket: Socket | undefined;
  private readonly rooms = new Map<string, { readonly room: Room; readonly listeners: Set<Listener> }>();
  private readonly watchers = new Set<() => void>();

  readonly isLive = () => this.socket?.connected ?? false;

  readonly onLive = (listener: () => void) => {
    this.watchers.add(listener);
    return () => void this.watchers.delete(listener);
  };

  listen(room: Room, listener: Listener): () => void {
    const key = JSON.stringify(room);
    const entry = this.rooms.get(key) ?? { room, listeners: new Set() };
    const isNew = !this.rooms.has(key);
    this.rooms.set(key, entry);
    entry.listeners.add(listener);
    this.open();
    if (isNew && this.socket?.connected) this.enter(room);
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size > 0) return;
      this.rooms.delete(key);
      this.socket?.emit('leave', room);
      // The next page mostly listens as well; the line is not closed in between.
      setTimeout(() => this.rooms.size === 0 && this.close(), 1_000);
    };
  }

  private open() {
    if (this.socket) return;
    this.socket = io({
      path: '/api/live/socket.io',
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelayMax: 5_000,
    });
    this.socket
      .on('connect', () => {
        for (const { room } of this.rooms.values()) this.enter(room);
        this.tellWatchers();
        for (const { listeners } of this.rooms.values())
          for (const tell of listeners) tell({ topic: 'list', id: '', version: Number.MAX_SAFE_INTEGER });
      })
      .on('disconnect', () => this.tellWatchers())
      .on('connect_error', () => this.tellWatchers())
      .on('look-again', (word: Word) => this.heard(word));
  }

  private heard(word: Word) {
    for (const { room, listeners } of this.rooms.values()) {
      if ('sale' in room && room.sale !== word.id) continue;
      for (const tell of listeners) tell(word);
    }
  }

  private enter(room: Room) {
    this.socket?.emit('enter', room);
  }

  private close() {
    this.socket?.close();
    this.socket = undefined;
    this.tellWatchers();
  }

  private tellWatchers() {
    for (const tell of this.watchers) tell();
  }
}

const line = new LookAgainLine();

/** Reads again what others have changed, as long as the page shows it. A version that is known already is no news. */
export function useLookAgain(about: Room) {
  const queries = useQueryClient();
  const sale = 'sale' in about ? about.sale : undefined;
  const list = 'list' in about ? about.list : undefined;
  useEffect(() => {
    const queryKey = sale === undefined ? ['sale-flows'] : ['sale', sale];
    const onWord = ({ topic, version }: Word) => {
      const known = sale === undefined ? undefined : queries.getQueryData<{ version: number }>(queryKey)?.version;
      if (topic === 'sale' && known !== undefined && version <= known) return;
      void queries.invalidateQueries({ queryKey });
    };
    return line.listen(sale === undefined ? { list: list! } : { sale }, onWord);
  }, [queries, sale, list]);
}

/** Whether what others change is heard of at once. */
export function useIsLive(): { readonly live: boolean; readonly online: boolean } {
  const live = useSyncExternalStore(line.onLive, line.isLive);
  const online = useSyncExternalStore(onLine, () => navigator.onLine);
  return { live: live && online, online };
}

const onLine = (listener: () => void) => {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
};
