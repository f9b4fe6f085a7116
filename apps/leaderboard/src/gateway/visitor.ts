import type { Asker } from '@takings/runtime/http';
import type { Socket } from 'socket.io';
import type { Place } from './board-directory';
import type { View } from './views';

/** A screen as it was paired: its token lets it see these boards, and nothing else. */
export interface ScreenPass {
  readonly screenId: string;
  readonly name: string;
  readonly shows: {
    readonly boards: readonly string[];
    readonly everySeconds?: number | undefined;
    readonly currency?: string | undefined;
    /** Whose sales pop up whatever is shown. */
    readonly myTeam?: string | undefined;
  };
  readonly hideAmounts: boolean;
}

/** Who is at the other end of a socket. */
export interface Visitor {
  /** Undefined for a person. */
  pass: ScreenPass | undefined;
  /** Who has signed in; undefined for a screen. */
  readonly asker?: Asker | undefined;
  /** The secret of a device that waits to be paired; it sees no board. */
  readonly pairing: string | undefined;
  /** What program it runs, as it says itself. */
  readonly version: string | undefined;
  /** Undefined while it waits to be paired. */
  place: Place | undefined;
  readonly lastSeq: number | undefined;
  /** Counts what it asked for: an answer to an earlier question is not wanted any more. */
  asked: number;
}

export const visitorOf = (socket: Socket) => (socket.data as { visitor: Visitor }).visitor;

export const viewOf = ({ pass }: Visitor): View => (pass === undefined ? 'full' : pass.hideAmounts ? 'ranks' : 'masked');

/** The boards that a screen may show. */
export const boardsOf = ({ shows }: ScreenPass) => [...new Set([...shows.boards, ...(shows.myTeam ? [shows.myTeam] : [])])];
