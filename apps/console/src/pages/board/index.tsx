import { Button } from '@mantine/core';
import { IconDeviceTv } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { boardsQuery, type BoardListing } from '../../api/boards';
import { zoneInWords, longDay, time } from '../../formats/times';
import { useLiveBoard } from '../../live/use-live-board';
import { Card } from '../../pieces/card';
import { Tabs } from '../../pieces/links';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import { Loaded, Message, Shapes } from '../../pieces/states';
import { IconTrophyOff } from '@tabler/icons-react';
import { useRowKeys } from '../../pieces/use-row-keys';
import styles from './board.module.css';
import { CollectedTable } from './collected';
import { ExplainPanel } from './explain-panel';
import { PeriodBar, periodInWords } from './period-bar';
import { Ranking } from './ranking';
import { todayOf } from './shown-board';

const route = getRouteApi('/boards/$board');

export function Board() {
  useRowKeys();
  const { board } = route.useParams();
  const query = useQuery(boardsQuery);
  const listing = query.data?.find((one) => one.board.toLowerCase() === board.toLowerCase());
  if (listing) return <OneBoard key={listing.board} listing={listing} />;
  return (
    <>
      <PageHead title="Leaderboard" under={{ to: '/boards', name: 'Leaderboards' }} />
      <Loaded query={query} what="The board">
        {() => (
          <Message icon={IconTrophyOff} title={`There is no board “${board}”`}>
            Its team may have another name now.
            <LinkButton to="/boards" variant="default" size="xs">
              All leaderboards
            </LinkButton>
          </Message>
        )}
      </Loaded>
    </>
  );
}

function OneBoard({ listing }: { listing: BoardListing }) {
  const { board, title, timeZone, currencies } = listing;
  const search = route.useSearch();
  const live = useLiveBoard(board, search.currency);
  // The line chooses the currency that most is sold in; without it, one of them.
  const settled =
    search.currency !== undefined || currencies.length < 2 || live.state.board !== null || live.freshness.is !== 'catching up';
  const currency = search.currency ?? live.state.board?.currency ?? currencies[0];
  const today = live.state.board?.businessDay ?? todayOf(timeZone);
  const period = search.period ?? 'day';
  const on = search.on ?? today;
  const asked = { board, period, on, at: search.at, currency };
  return (
    <>
      <PageHead
        title={title}
        under={{ to: '/boards', name: 'Leaderboards' }}
        says={sentence(
          period === 'day' ? longDay(on) : periodInWords(on, period),
          timeZone,
          on === today ? live.state.board?.resetsAt : undefined,
        )}
      >
        <Button
          component="a"
          href={`/tv.html#/${encodeURIComponent(board)}`}
          target="_blank"
          variant="default"
          leftSection={<IconDeviceTv size={18} stroke={1.75} aria-hidden />}
        >
          Open as wallboard
        </Button>
      </PageHead>
      <div className={styles.choices}>
        <Tabs
          label="What is shown"
          of={[
            {
              name: 'Ranking',
              chosen: search.view !== 'collected',
              link: { to: '/boards/$board', params: { board }, search: { ...search, view: undefined } },
            },
            {
              name: 'Sold, invoiced, paid',
              chosen: search.view === 'collected',
              link: { to: '/boards/$board', params: { board }, search: { ...search, view: 'collected', at: undefined, who: undefined } },
            },
          ]}
        />
        <PeriodBar board={board} search={search} period={period} on={on} today={today} currency={currency} currencies={currencies} />
      </div>
      {!settled ? (
        <Card>
          <Shapes rows={8} />
        </Card>
      ) : search.view === 'collected' ? (
        <CollectedTable asked={asked} withTeams={listing.scope === 'floor'} />
      ) : (
        <Ranking listing={listing} asked={asked} today={today} search={search} live={live} />
      )}
      <ExplainPanel asked={asked} who={search.who} search={search} timeZone={timeZone} live={live} />
    </>
  );
}

const sentence = (shown: string, timeZone: string, resetsAt?: string) =>
  `${shown}, ${zoneInWords(timeZone)}. ${resetsAt ? `A new day begins at ${time(resetsAt, timeZone)}.` : ''}`;
