import { IconPlugConnectedX, IconTrophy } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import { type BoardAsked, type BoardListing, boardQuery, minutesQuery } from '../../api/boards';
import { count, counted } from '../../formats/counts';
import { money, percentOf, wholeMoney } from '../../formats/money';
import type { Live } from '../../live/live-board';
import { Card, Figures, Progress } from '../../pieces/card';
import { AsOf, Freshness } from '../../pieces/freshness';
import { Loaded, Message, Shapes } from '../../pieces/states';
import { useNow } from '../../pieces/use-now';
import type { BoardSearch } from '../../search';
import { InTopBar } from '../../shell/top-bar';
import { Announced } from './announced';
import { movesSince } from './moves';
import { RankingTable } from './ranking-table';
import { Rewind } from './rewind';
import { salesOf, type Shown, shownLive } from './shown-board';

const MINUTE_MS = 60_000;
const LOOKS_AGAIN_MS = 15_000;
const HOUR_MS = 60 * MINUTE_MS;

interface RankingProps {
  readonly listing: BoardListing;
  readonly asked: BoardAsked & { readonly on: string };
  readonly today: string;
  readonly search: BoardSearch;
  readonly live: Live;
}

/** Today's is live; another day, a week, a month or a minute gone by is asked for. */
export function Ranking({ listing, asked, today, search, live }: RankingProps) {
  const navigate = useNavigate();
  const isLive = asked.period === 'day' && asked.on === today && asked.at === undefined;
  // What comes to a day gone by is not told live.
  const query = useQuery({ ...boardQuery(asked), enabled: !isLive, refetchInterval: asked.at === undefined && LOOKS_AGAIN_MS });
  const { board, scope } = listing;
  const onRewind = useCallback(
    (at: string | undefined) =>
      void navigate({
        to: '/boards/$board',
        params: { board },
        search: { ...search, at, who: undefined },
        replace: true,
        resetScroll: false,
      }),
    [navigate, board, search],
  );
  const moments = useMoments(asked, live.state.seq);
  const moves = useMoves(asked, isLive, today);
  const table = (shown: Shown) => (
    <>
      <Totals shown={shown} ended={asked.on < today} stale={isLive && live.freshness.is !== 'live'} />
      {asked.period === 'day' && <Rewind on={asked.on} timeZone={listing.timeZone} at={asked.at} moments={moments} onRewind={onRewind} />}
      <Card title="Ranking" note={counted(shown.positions.length, 'consultant')}>
        {shown.positions.length === 0 ? (
          <Nothing asked={asked} isLive={isLive} />
        ) : (
          <RankingTable
            board={board}
            search={search}
            positions={shown.positions}
            moves={moves && { since: moves.since, by: movesSince(moves.earlier, shown.positions) }}
            flashing={new Set(isLive ? live.state.flashes.map(({ consultantId }) => consultantId) : [])}
            withTeams={scope === 'floor'}
            stale={isLive && live.freshness.is !== 'live'}
          />
        )}
      </Card>
    </>
  );
  if (isLive) {
    const shown = shownLive(live);
    return shown ? (
      <>
        <InTopBar>
          <Freshness of={live.freshness} />
        </InTopBar>
        {table(shown)}
        <Announced live={live} />
      </>
    ) : (
      <Waiting live={live} />
    );
  }
  return (
    <>
      <InTopBar>
        <AsOf atMs={query.dataUpdatedAt} />
      </InTopBar>
      <Loaded query={query} what="The ranking" safe="Sales are counted all the same." rows={8}>
        {({ rankings, total, target }) => table({ positions: rankings, total, target })}
      </Loaded>
    </>
  );
}

/** Before the first snapshot. */
const Waiting = ({ live }: { live: Live }) => (
  <>
    <InTopBar>
      <Freshness of={live.freshness} />
    </InTopBar>
    {live.freshness.is === 'catching up' ? (
      <Card>
        <Shapes rows={8} />
      </Card>
    ) : (
      <Card>
        <Message icon={IconPlugConnectedX} title="The live ranking does not answer" urgent>
          Sales are counted all the same. It is tried again every few seconds; the days before can be opened meanwhile.
        </Message>
      </Card>
    )}
  </>
);

/** When something became known of this day, to jump to; again after each change. */
function useMoments(asked: BoardAsked, seq: number): readonly string[] {
  const { data, refetch } = useQuery({ ...minutesQuery(asked), enabled: asked.period === 'day' });
  useEffect(() => {
    if (seq > 0 && asked.period === 'day') void refetch();
  }, [seq, asked.period, refetch]);
  return useMemo(() => (data?.minutes ?? []).map(({ at }) => at), [data]);
}

/** Of today: against an hour before; of this week or month: against how it stood when today began. Days gone by do not move. */
function useMoves(asked: BoardAsked & { readonly on: string }, isLive: boolean, today: string) {
  const now = useNow(MINUTE_MS);
  const shownAt = asked.at ? Date.parse(asked.at) : now;
  const moving = isLive || asked.at !== undefined;
  const at = new Date(Math.floor((shownAt - HOUR_MS) / MINUTE_MS) * MINUTE_MS).toISOString();
  const enabled = moving && asked.period === 'day' && asked.on <= today;
  const { data } = useQuery({ ...boardQuery({ ...asked, at }), enabled, placeholderData: keepPreviousData });
  return enabled && data ? { since: 'Last hour', earlier: data.rankings } : undefined;
}

function Totals({ shown: { positions, total, target }, ended, stale }: { shown: Shown; ended: boolean; stale: boolean }) {
  const percent = percentOf(total, target);
  const [leader] = positions;
  return (
    <Figures
      stale={stale}
      of={[
        { name: ended ? 'Sold' : 'Sold so far', value: money(total), says: counted(salesOf(positions), 'sale') },
        {
          name: 'Leader',
          value: leader?.consultant ?? '–',
          says: leader ? `${money(leader.salesRevenue)} from ${counted(leader.unitsSold, 'sale')}` : ended ? 'Nobody sold' : 'Nobody yet',
        },
        ...(target && percent !== undefined
          ? [
              {
                name: 'Target of the day',
                value: `${count(percent)}%`,
                says: (
                  <>
                    {percent >= 100 ? `${wholeMoney(target)} reached` : `of ${wholeMoney(target)}`}
                    <Progress percent={percent} />
                  </>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Nothing({ asked, isLive }: { asked: BoardAsked; isLive: boolean }) {
  if (isLive) {
    return (
      <Message icon={IconTrophy} title="No sales yet">
        The first sale opens the board. It appears here by itself.
      </Message>
    );
  }
  return (
    <Message icon={IconTrophy} title={asked.at ? 'Nothing was known yet' : 'No sales'}>
      {asked.at ? 'No sale of this day had been entered by then. Move on to see it fill.' : 'Nothing was sold then.'}
    </Message>
  );
}
