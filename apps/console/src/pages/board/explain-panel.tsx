import { Button } from '@mantine/core';
import { IconPlugConnectedX, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type BoardAsked, type Explanation, explainQuery } from '../../api/boards';
import { atMinute, minutesOf } from '../../formats/calendar';
import { calendarDay, moment } from '../../formats/times';
import type { Live } from '../../live/live-board';
import { Panel } from '../../pieces/panel';
import pieces from '../../pieces/pieces.module.css';
import { Loaded, Note } from '../../pieces/states';
import type { BoardSearch } from '../../search';
import { Adjust } from './adjust';
import styles from './board.module.css';
import { EntryLine } from './entry-line';
import { answer, gap, linesOf, question } from './explain-words';
import { money } from '../../formats/money';

interface ExplainPanelProps {
  readonly asked: BoardAsked;
  /** Whose place; none when nothing is to be explained. */
  readonly who?: string;
  readonly search: BoardSearch;
  readonly timeZone: string;
  readonly live: Live;
}

export function ExplainPanel({ asked, who, search, timeZone, live }: ExplainPanelProps) {
  const navigate = useNavigate();
  const query = useQuery({ ...explainQuery(asked, who ?? ''), enabled: who !== undefined });
  const { refetch } = query;
  const { seq } = live.state;
  useEffect(() => {
    if (who !== undefined) void refetch();
  }, [who, seq, refetch]);
  const close = () =>
    void navigate({ to: '/boards/$board', params: { board: asked.board }, search: { ...search, who: undefined }, resetScroll: false });
  return (
    <Panel title={query.data ? question(query.data) : 'Why this place?'} opened={who !== undefined} onClose={close}>
      <Loaded query={query} what="The reasons" safe="The ranking itself stands.">
        {(explained) => (
          <Explained
            key={explained.consultantId}
            of={explained}
            at={asked.at}
            timeZone={timeZone}
            isLive={live.freshness.is === 'live' || live.freshness.is === 'catching up'}
            onDone={() => void refetch()}
          />
        )}
      </Loaded>
    </Panel>
  );
}

/** The last minute of days that have ended; a correction of today counts now. */
const endOf = ({ to }: Explanation, timeZone: string): string | undefined =>
  to < calendarDay(Date.now(), timeZone) ? atMinute(to, timeZone, minutesOf(to, timeZone) - 1) : undefined;

interface ExplainedProps {
  readonly of: Explanation;
  readonly at?: string;
  readonly timeZone: string;
  readonly isLive: boolean;
  readonly onDone: () => void;
}

function Explained({ of, at, timeZone, isLive, onDone }: ExplainedProps) {
  const [open, setOpen] = useState<string | undefined>();
  const done = () => {
    setOpen(undefined);
    onDone();
  };
  const apart = gap(of, timeZone);
  return (
    <>
      <div>
        <p className={pieces.says}>
          <strong>{answer(of)}</strong> {apart}
        </p>
        {at && <p className={pieces.says}>As it was known at {moment(at, timeZone)}.</p>}
      </div>
      <section aria-label="What counts">
        <ol className={styles.entries}>
          {linesOf(of.entries).map((line) => (
            <EntryLine
              key={`${line.entry.kind} ${line.entry.ref}`}
              line={line}
              of={of}
              timeZone={timeZone}
              mayChange={isLive && at === undefined}
              opened={open === line.entry.ref}
              onOpen={(opened) => setOpen(opened ? line.entry.ref : undefined)}
              onDone={done}
            />
          ))}
        </ol>
        <p className={styles.sum}>
          <span>Counts together</span>
          <span>{money(of.salesRevenue)}</span>
        </p>
      </section>
      {at !== undefined ? null : !isLive ? (
        <Note tone="warn" icon={IconPlugConnectedX} title="Not live">
          Sales can be taken back and corrected again once this page is.
        </Note>
      ) : of.salesRevenue === null ? null : open === 'correction' ? (
        <Adjust
          of={of}
          currency={of.salesRevenue.currency}
          countsAt={endOf(of, timeZone)}
          onDone={done}
          onKeep={() => setOpen(undefined)}
        />
      ) : (
        <div>
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setOpen('correction')}>
            Add a correction
          </Button>
        </div>
      )}
    </>
  );
}
