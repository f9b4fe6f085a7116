import { useEffect, useSyncExternalStore } from 'react';
import { GoalReached, JustSold, LastSale, Teams } from './aside';
import type { BoardLine, LineState } from './board-line';
import { CELEBRATION_HOLDS_MS, type Flash, isSilent, SILENCE_MS } from './board-state';
import { clock, useClock } from './clock';
import { Footer } from './footer';
import { Header } from './header';
import { Places } from './places';
import { useOnline } from './use-online';

interface BoardViewProps {
  readonly name: string;
  readonly line: BoardLine;
  /** A team whose sales are shown while another board is on. */
  readonly mine?: { readonly team: string; readonly line: BoardLine };
}

export function BoardView({ name, line, mine }: BoardViewProps) {
  const { board: state, refusal, connected } = useSyncExternalStore(line.subscribe, line.getState);
  const myFlash = useFlash(mine?.line);
  const silent = useClock((clock) => isSilent(state, clock.nowMs));
  const offline = !useOnline();
  const { board } = state;
  const over = useClock((clock) => board !== null && clock.wallMs() >= Date.parse(board.resetsAt));
  const overdue = useClock((clock) => board !== null && clock.wallMs() >= Date.parse(board.resetsAt) + SILENCE_MS);
  const stale = silent || offline || overdue;
  useTitle(`${board?.title ?? name}, ${board && over ? board.businessDay : 'today'}`);
  const live = stale || refusal || (!connected && board) ? 'not live' : isBehind(state) ? 'catching up' : 'live';
  return (
    <div className="wall" data-stale={stale || undefined}>
      <Header scope={board?.title ?? titleOf(name)} board={board} stale={stale} offline={offline} over={over} heardAtMs={state.heardAtMs} />
      <div className="body">
        <main>{refusal && !board ? <p className="empty">{refusal.message}</p> : <Ranking state={state} name={name} stale={stale} />}</main>
        {board && (
          <aside>
            <News
              state={state}
              stale={stale}
              mine={
                mine && myFlash && myFlash.atMs > (state.flashes[0]?.atMs ?? 0)
                  ? { team: mine.line.getState().board.board?.title ?? mine.team, flash: myFlash }
                  : undefined
              }
            />
            <Teams board={board} />
          </aside>
        )}
      </div>
      <Footer board={board} live={live} />
    </div>
  );
}

function Ranking({
  state: { board, flashes },
  name,
  stale,
}: {
  readonly state: LineState['board'];
  readonly name: string;
  readonly stale: boolean;
}) {
  if (!board) return <div className="places waiting" aria-hidden />;
  if (board.rows.length === 0) return <p className="empty">First sale opens the board</p>;
  const hot = new Set(stale ? [] : flashes.map(({ consultantId }) => consultantId));
  return <Places key={board.businessDay} board={board} hot={hot} teams={name === 'floor'} />;
}

interface NewsProps {
  readonly state: LineState['board'];
  readonly stale: boolean;
  readonly mine: { readonly team: string; readonly flash: Flash } | undefined;
}

function News({ state: { board, flashes, celebration, lastSale }, stale, mine }: NewsProps) {
  const holds = useClock((clock) => celebration !== null && clock.nowMs - celebration.atMs < CELEBRATION_HOLDS_MS);
  if (!board) return null;
  const flash = flashes[0];
  if (stale) return lastSale && <LastSale sale={lastSale} timeZone={board.timeZone} />;
  if (celebration && (holds || !flash || flash.seq === celebration.seq))
    return <GoalReached key={celebration.seq} celebration={celebration} />;
  if (mine) return <JustSold flash={mine.flash} from={mine.team} />;
  if (flash) return <JustSold flash={flash} />;
  return lastSale && <LastSale sale={lastSale} timeZone={board.timeZone} />;
}

function useFlash(line: BoardLine | undefined): Flash | undefined {
  return useSyncExternalStore(line?.subscribe ?? clock.subscribe, () => line?.getState().board.flashes[0]);
}

const isBehind = ({ board, wants, catchingUp }: LineState['board']) => !board || wants !== 'nothing' || catchingUp;

const titleOf = (name: string) => (name === 'floor' ? 'Whole floor' : name);

function useTitle(says: string) {
  useEffect(() => {
    document.title = `${says} – Takings`;
  }, [says]);
}
