import { IconTrophy } from '@tabler/icons-react';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { type BoardAnswer, type BoardListing, boardQuery, boardsQuery } from '../../api/boards';
import { count } from '../../formats/counts';
import { money, percentOf, wholeMoney } from '../../formats/money';
import { longDay, time, zoneInWords } from '../../formats/times';
import { useLiveBoard } from '../../live/use-live-board';
import { Card, Figures, Progress } from '../../pieces/card';
import { Freshness } from '../../pieces/freshness';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import pieces from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { Table } from '../../pieces/table';
import { useRowKeys } from '../../pieces/use-row-keys';
import { salesOf } from '../board/shown-board';

const LOOKS_AGAIN_MS = 60_000;

export function Boards() {
  useRowKeys();
  const query = useQuery(boardsQuery);
  // Without a currency the line chooses the one that most is sold in.
  const live = useLiveBoard('floor', undefined);
  useRenewed(live.state.seq);
  const { board } = live.state;
  return (
    <>
      <PageHead
        title="Leaderboards"
        fresh={<Freshness of={live.freshness} />}
        says={
          board &&
          `${longDay(board.businessDay)}, ${zoneInWords(board.timeZone)}. A new day begins at ${time(board.resetsAt, board.timeZone)}.`
        }
      />
      <Loaded query={query} what="The leaderboards" safe="Sales are counted all the same." rows={6}>
        {(boards) => <Standings boards={boards} currency={board?.currency} />}
      </Loaded>
    </>
  );
}

/** Whatever changes on the floor changes a board of a team as well. */
function useRenewed(seq: number) {
  const queries = useQueryClient();
  useEffect(() => {
    if (seq >= 0) void queries.invalidateQueries({ queryKey: ['board'] });
  }, [seq, queries]);
}

function Standings({ boards, currency }: { boards: readonly BoardListing[]; currency?: string }) {
  const answers = useQueries({
    queries: boards.map(({ board, currencies }) => ({
      ...boardQuery({ board, period: 'day', currency: currencies.includes(currency ?? '') ? currency : currencies[0] }),
      refetchInterval: LOOKS_AGAIN_MS,
    })),
  });
  const today = boards.map((listing, index) => ({ listing, answer: answers[index]?.data }));
  const floor = today.find(({ listing }) => listing.scope === 'floor');
  const teams = today.filter(({ listing }) => listing.scope === 'team');
  return (
    <>
      {floor && <Floor title={floor.listing.title} answer={floor.answer} />}
      <Card title="Teams" note={count(teams.length)}>
        {teams.length === 0 ? (
          <Message icon={IconTrophy} title="No team yet">
            Each team has a board of its own.
            <LinkButton to="/teams" search={{ team: 'new' }} variant="default" size="xs">
              New team
            </LinkButton>
          </Message>
        ) : (
          <TeamBoards of={teams} />
        )}
      </Card>
    </>
  );
}

function Floor({ title, answer }: { title: string; answer?: BoardAnswer }) {
  const [leader] = answer?.rankings ?? [];
  const percent = percentOf(answer?.total, answer?.target);
  return (
    <section aria-label={title}>
      <div className={pieces.sectionHead}>
        <h2>{title}</h2>
        <Link to="/boards/$board" params={{ board: 'floor' }} className={pieces.smallButton} data-row>
          Open the board
        </Link>
      </div>
      <Figures
        of={[
          { name: 'Sold so far', value: money(answer?.total), says: answer && `${count(salesOf(answer.rankings))} sales` },
          {
            name: 'Leader',
            value: leader?.consultant ?? '–',
            says: leader ? `${leader.team}, ${money(leader.salesRevenue)}` : answer && 'The first sale opens the board',
          },
          ...(percent === undefined
            ? []
            : [
                {
                  name: 'Target of the day',
                  value: `${count(percent)}%`,
                  says: (
                    <>
                      of {wholeMoney(answer?.target)}
                      <Progress percent={percent} />
                    </>
                  ),
                },
              ]),
        ]}
      />
    </section>
  );
}

const TeamBoards = ({ of }: { of: readonly { readonly listing: BoardListing; readonly answer?: BoardAnswer }[] }) => (
  <Table
    caption="Teams today"
    columns={['Team', 'Leader', ['Sales', 'number', 'wide'], ['Sold so far', 'number'], ['Target of the day', 'wide']]}
  >
    {of.map(({ listing: { board, title }, answer }) => (
      <tr key={board}>
        <th scope="row">
          <Link to="/boards/$board" params={{ board }} data-row>
            {title}
          </Link>
        </th>
        <td className={pieces.dim}>{answer?.rankings[0]?.consultant ?? '–'}</td>
        <td className={`${pieces.number} ${pieces.dim} ${pieces.wide}`}>{answer ? count(salesOf(answer.rankings)) : '–'}</td>
        <td className={pieces.number}>
          <strong>{money(answer?.total)}</strong>
        </td>
        <td className={pieces.wide}>
          <Target answer={answer} />
        </td>
      </tr>
    ))}
  </Table>
);

function Target({ answer }: { answer?: BoardAnswer }) {
  const percent = percentOf(answer?.total, answer?.target);
  if (percent === undefined) return <>–</>;
  return (
    <span className={pieces.target}>
      <Progress percent={percent} />
      <span className={pieces.figures}>
        {count(percent)}% of {wholeMoney(answer?.target)}
      </span>
    </span>
  );
}
