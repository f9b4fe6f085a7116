import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { io, type Socket } from 'socket.io-client';
import type { FreshnessState } from '../pieces/freshness';

/** Something has changed; what it is now is asked for, by those who may see it. */
export interface Word {
  readonly topic: 'sale' | 'presence' | 'list' | 'run' | 'invoice' | 'invoices' | 'stuck';
  /** Of an invoice: empty when so many have changed that whoever looks at one looks again. */
  readonly id: string;
  readonly version: number;
}

export type Room =
  | { readonly sale: string }
  | { readonly run: string }
  | { readonly invoice: string }
  | { readonly list: 'mine' | 'team' | 'runs' | 'invoices' | 'stuck' };
type Listener = (word: Word) => void;

/** `connecting`: the page was just opened, and nothing is amiss. */
export type LineState = 'live' | 'connecting' | 'lost';
const CONNECTS_WITHIN_MS = 3_000;

/** Every room of the window comes over the one line. */
function isFor(room: Room, { topic, id }: Word): boolean {
  if ('sale' in room) return room.sale === id;
  if ('run' in room) return topic === 'run' && room.run === id;
  if ('invoice' in room) return topic === 'invoice' && (id === '' || room.invoice === id);
  if (room.list === 'runs') return topic === 'run';
  if (room.list === 'invoices' || room.list === 'stuck') return topic === room.list;
  return topic === 'list' || topic === 'sale' || topic === 'presence';
}

/** One line for the whole window: open as long as a page listens; after a break every listener looks again, since words were missed. */
class LookAgainLine {
  private socket: Socket | undefined;
  private readonly rooms = new Map<string, { readonly room: Room; readonly listeners: Set<Listener> }>();
  private readonly watchers = new Set<() => void>();

  private connecting = false;

  readonly isLive = () => this.socket?.connected ?? false;

  readonly state = (): LineState => (this.isLive() ? 'live' : this.connecting || !this.socket ? 'connecting' : 'lost');

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
    this.connecting = true;
    setTimeout(() => this.gaveUp(), CONNECTS_WITHIN_MS);
    this.socket = io({
      path: '/api/live/socket.io',
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelayMax: 5_000,
    });
    this.socket
      .on('connect', () => {
        this.connecting = false;
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
      if (!isFor(room, word)) continue;
      for (const tell of listeners) tell(word);
    }
  }

  private gaveUp() {
    this.connecting = false;
    this.tellWatchers();
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
export function useLookAgain(about: { readonly sale: string } | { readonly list: 'mine' | 'team' }) {
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

/** Reads these queries again whenever something in the room has changed, as long as the page shows it. */
export function useLookAgainAt(room: Room, queryKeys: readonly QueryKey[]) {
  const queries = useQueryClient();
  const asked = JSON.stringify({ room, queryKeys });
  useEffect(() => {
    const about = JSON.parse(asked) as { room: Room; queryKeys: QueryKey[] };
    return line.listen(about.room, () => {
      for (const queryKey of about.queryKeys) void queries.invalidateQueries({ queryKey });
    });
  }, [queries, asked]);
}

/** How fresh what such a page shows is, for its badge; `atMs`: of when it is. */
export function useFreshness(atMs: number): FreshnessState {
  const state = useSyncExternalStore(line.onLive, line.state);
  const online = useSyncExternalStore(onLine, () => navigator.onLine);
  if (!online) return { is: 'offline', since: atMs };
  if (state === 'lost') return { is: 'not live', since: atMs };
  return { is: state === 'live' ? 'live' : 'catching up' };
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
