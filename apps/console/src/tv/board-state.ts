import { applied, type Board, opened } from './board';
import type { Change, Heartbeat, Money, Snapshot } from './protocol';

/** A heartbeat comes every 5 s; three missing ones are a silent line. */
export const SILENCE_MS = 15_000;
/** The server sends the new day by itself; a day that is over for so long by its clock is asked for. */
export const NEW_DAY_MS = 10_000;
/** How long a sale is shown as just sold. */
export const FLASH_MS = 8_000;
/** How long a target that was reached is celebrated. */
export const CELEBRATION_MS = 15_000;
/** For so long it is not taken over by the next sale. */
export const CELEBRATION_HOLDS_MS = 6_000;
/** Changes that came before the one they follow; the server sends a snapshot instead of a longer gap. */
export const AHEAD_AT_MOST = 500;
/** More are not on a board at once. */
const FLASHES_AT_MOST = 8;

export interface Flash {
  readonly seq: number;
  readonly consultantId: string;
  readonly consultant: string;
  readonly team: string;
  readonly amount: Money | null;
  readonly ranking: number | null;
  readonly previousRanking: number | null;
  readonly atMs: number;
}

export interface Celebration {
  readonly seq: number;
  readonly of: 'consultant' | 'team' | 'floor';
  readonly name: string;
  /** Whose sale it was. */
  readonly by: string;
  readonly atMs: number;
}

/** One board as a client knows it. Its size is bounded by the people on the board, however long it lives. */
export interface BoardState {
  readonly board: Board | null;
  /** Of the last change that is in the board. */
  readonly seq: number;
  readonly ahead: readonly Change[];
  /** What to ask the server for: the changes after `seq`, or everything. */
  readonly wants: 'nothing' | 'gap' | 'snapshot';
  /** What comes now happened while the line was silent, so that it is no news. */
  readonly catchingUp: boolean;
  readonly heardAtMs: number;
  /** Newest first. */
  readonly flashes: readonly Flash[];
  readonly lastSale: Flash | null;
  readonly celebration: Celebration | null;
}

export type BoardEvent =
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot; readonly nowMs: number }
  | { readonly type: 'change'; readonly change: Change; readonly nowMs: number }
  | { readonly type: 'heartbeat'; readonly heartbeat: Heartbeat; readonly nowMs: number }
  | { readonly type: 'tick'; readonly nowMs: number };

/** `nowMs` is of a clock that nobody sets: the same one as of all events that follow. */
export const begun = (nowMs: number): BoardState => ({
  board: null,
  seq: -1,
  ahead: [],
  wants: 'nothing',
  catchingUp: false,
  heardAtMs: nowMs,
  flashes: [],
  lastSale: null,
  celebration: null,
});

export const isSilent = ({ heardAtMs }: BoardState, nowMs: number) => nowMs - heardAtMs >= SILENCE_MS;

/** Pure, and the same whatever is repeated or comes out of order: a change counts once, when its turn has come. */
export function reduced(state: BoardState, event: BoardEvent): BoardState {
  if (event.type === 'tick') return faded(state, event.nowMs);
  const heard = {
    ...state,
    catchingUp: state.catchingUp || (state.board !== null && isSilent(state, event.nowMs)),
    heardAtMs: event.nowMs,
  };
  if (event.type === 'snapshot') return withSnapshot(heard, event.snapshot);
  if (event.type === 'change') return withChange(heard, event.change, event.nowMs);
  return withHeartbeat(heard, event.heartbeat);
}

function withSnapshot(state: BoardState, snapshot: Snapshot): BoardState {
  const sameDay = state.board?.businessDay === snapshot.businessDay && state.board.currency === snapshot.currency;
  const renamed = (flash: Flash): Flash => ({
    ...flash,
    consultant: snapshot.rankings.find(({ consultantId }) => consultantId === flash.consultantId)?.consultant ?? flash.consultant,
  });
  return withAhead({
    ...state,
    board: opened(snapshot),
    seq: snapshot.seq,
    wants: 'nothing',
    // Whoever hides from screens is hidden in what they show of the past, too.
    flashes: sameDay ? state.flashes.map(renamed) : [],
    lastSale: sameDay && state.lastSale ? renamed(state.lastSale) : null,
    celebration: sameDay ? state.celebration : null,
  });
}

function withChange(state: BoardState, change: Change, nowMs: number): BoardState {
  if (!state.board || change.seq <= state.seq) return state;
  if (change.seq > state.seq + 1) return kept(state, change);
  return withAhead(next(state, state.board, change, nowMs));
}

/** A change whose turn has not come waits for it; those before it are asked for. */
function kept(state: BoardState, change: Change): BoardState {
  const wants = state.wants === 'snapshot' ? 'snapshot' : 'gap';
  if (state.ahead.length >= AHEAD_AT_MOST) return { ...state, ahead: [], wants: 'snapshot' };
  if (state.ahead.some(({ seq }) => seq === change.seq)) return { ...state, wants };
  return { ...state, ahead: [...state.ahead, change].sort((a, b) => a.seq - b.seq), wants };
}

/** Takes in what waited and is next now. */
function withAhead(given: BoardState): BoardState {
  let state: BoardState = { ...given, ahead: given.ahead.filter(({ seq }) => seq > given.seq) };
  while (state.board && state.ahead[0]?.seq === state.seq + 1) {
    const [change, ...ahead] = state.ahead;
    state = next({ ...state, ahead }, state.board, change!, state.heardAtMs);
  }
  if (state.wants === 'gap' && state.ahead.length === 0) return { ...state, wants: 'nothing' };
  return state;
}

/** The change that is next. */
function next(state: BoardState, board: Board, change: Change, nowMs: number): BoardState {
  // A day that this board is not of yet: its beginning is not known, so that the whole is asked for.
  if (change.businessDay !== board.businessDay) return { ...state, seq: change.seq, wants: 'snapshot' };
  const counted = { ...state, seq: change.seq, board: applied(board, change, nowMs) };
  if (change.kind === 'void') return withoutFlashOf(counted, change);
  if (change.kind !== 'sale') return counted;
  const flash = flashOf(change, nowMs);
  if (state.catchingUp) return { ...counted, lastSale: flash };
  const others = state.flashes.filter(({ consultantId }) => consultantId !== flash.consultantId);
  return {
    ...counted,
    lastSale: flash,
    flashes: [flash, ...others].slice(0, FLASHES_AT_MOST),
    celebration: celebrationOf(change, counted.board, nowMs) ?? state.celebration,
  };
}

/** A sale that is taken back while it is still shown is no news any more. */
function withoutFlashOf(state: BoardState, { consultantId, amount }: Change): BoardState {
  const isOf = (flash: Flash) => flash.consultantId === consultantId && flash.amount?.minor === -(amount?.minor ?? 0);
  return {
    ...state,
    flashes: state.flashes.filter((flash) => !isOf(flash)),
    lastSale: state.lastSale && isOf(state.lastSale) ? null : state.lastSale,
  };
}

/** What is not known yet is asked for; when everything is, nothing is behind any more. */
function withHeartbeat(state: BoardState, { seq, at }: Heartbeat): BoardState {
  if (!state.board || Date.parse(at) >= Date.parse(state.board.resetsAt) + NEW_DAY_MS) return { ...state, wants: 'snapshot' };
  if (seq > state.seq) return { ...state, wants: state.wants === 'snapshot' ? 'snapshot' : 'gap' };
  return { ...state, catchingUp: false };
}

function faded(state: BoardState, nowMs: number): BoardState {
  const flashes = state.flashes.filter(({ atMs }) => nowMs - atMs < FLASH_MS);
  const over = state.celebration !== null && nowMs - state.celebration.atMs >= CELEBRATION_MS;
  if (flashes.length === state.flashes.length && !over) return state;
  return { ...state, flashes, celebration: over ? null : state.celebration };
}

const flashOf = (change: Change, atMs: number): Flash => ({
  seq: change.seq,
  consultantId: change.consultantId,
  consultant: change.consultant,
  team: change.team,
  amount: change.amount,
  ranking: change.ranking,
  previousRanking: change.previousRanking,
  atMs,
});

/** The board's own goal, of which the server tells, or that of the seller's team, whose sum this sale has taken over it. */
function celebrationOf(change: Change, board: Board, atMs: number): Celebration | undefined {
  const { seq, consultant, teamId, amount } = change;
  const team = board.teams.find((one) => one.teamId === teamId);
  const over = team?.salesRevenue && team.target ? team.salesRevenue.minor - team.target.minor : -1;
  const byTeam = over >= 0 && over < (amount?.minor ?? 0) ? 'team' : undefined;
  const of = change.targetReached ?? byTeam;
  if (!of) return undefined;
  const name = { consultant, team: team?.title ?? change.team, floor: 'The whole floor' }[of];
  return { seq, of, name, by: consultant, atMs };
}
