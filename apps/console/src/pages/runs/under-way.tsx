import { getRouteApi } from '@tanstack/react-router';
import type { Run } from '../../api/runs';
import { time } from '../../formats/times';
import { count } from '../../formats/counts';
import { Card, Figures } from '../../pieces/card';
import { DownloadList } from '../../pieces/download-list';
import pieces from '../../pieces/pieces.module.css';
import { DebitFailures, NeedsYou, Pace } from './aside';
import { RunInvoices } from './run-invoices';
import { RunHead, type RunPart } from './run-page';
import styles from './runs.module.css';
import { Stages } from './stages';
import { NotLive, PauseButton, StopButton } from './steer';
import { When } from './when';
import { amountsOf, invoices, sumOf } from './words';

const route = getRouteApi('/runs/$run');

/** A run that was let go: its stages, its invoices, and what waits for a person; until it has come to its end, and after. */
export function UnderWay(part: RunPart) {
  const { run, fresh } = part;
  const { list = 'all' } = route.useSearch();
  const live = fresh.is === 'live' || fresh.is === 'catching up';
  const ended = run.state === 'finished' || run.state === 'stopped';
  return (
    <>
      <RunHead {...part} says={<Says of={run} />}>
        {ended && <DownloadList list="invoices" filters={{ runId: run.runId }} />}
        {!ended &&
          (live ? (
            <>
              <StopButton {...part} />
              <PauseButton {...part} />
            </>
          ) : (
            <NotLive />
          ))}
      </RunHead>
      {ended && <Figures of={reportOf(run)} stale={!live} />}
      <Stages run={run} stale={!live} />
      <div className={styles.columns}>
        <RunInvoices run={run} list={list} />
        <div className={styles.column}>
          <NotByHand of={run} />
          <NeedsYou run={run} />
          <DebitFailures run={run} />
          {!ended && <Pace run={run} />}
        </div>
      </div>
    </>
  );
}

/** What a finished run has saved, and how that is reckoned. */
const NotByHand = ({ of: { handwork } }: { of: Run }) =>
  handwork && (
    <Card title="Hours not spent by hand" note={handwork.hours} padded>
      <p className={pieces.note}>{handwork.says}</p>
    </Card>
  );

/** What the run came to: what is in, what is not, and what it left to people. */
function reportOf({ totals, stages, needsYou, issued }: Run) {
  const minor = (pick: (total: Run['totals'][number]) => number) =>
    amountsOf(totals.map((total) => ({ currency: total.currency, minor: pick(total) })));
  const { debited, notified } = stages;
  return [
    { name: 'Debited', value: minor(({ paidMinor }) => paidMinor), says: `${count(debited.done)} of ${invoices(issued)}` },
    {
      name: 'Not debited',
      value: minor(({ outstandingMinor }) => outstandingMinor),
      says: debited.failed === 0 ? 'Every debit that was tried went through' : `${count(debited.failed)} could not be debited`,
    },
    {
      name: 'Payers told',
      value: count(notified.done),
      says: notified.failed === 0 ? 'Everybody was reached' : `${count(notified.failed)} could not be told`,
    },
    { name: 'Needs you', value: count(needsYou), says: needsYou === 0 ? 'Nothing waits for a person' : 'On the stuck list' },
  ];
}

function Says({ of: run }: { of: Run }) {
  const approved = (
    <>
      Approved by {run.approvedBy} <When of={run.approvedAt!} /> · {invoices(run.invoices)}, {sumOf(run.totals)}
    </>
  );
  if (run.state === 'finished') return <>{approved} · every invoice has come to its end.</>;
  if (run.stopped) {
    return (
      <>
        {approved}. {run.stopped.by} stopped it <When of={run.stopped.at} />: {run.stopped.because}. What had gone out goes on to its end;
        the other charges {run.stopped.settled ? 'are free for the next run' : 'come back in the next run'}.
      </>
    );
  }
  if (run.paused) {
    return (
      <>
        {approved}. {run.paused.by} paused it <When of={run.paused.at} />: nothing new goes to Xero, by e-mail or to the bank until it is
        continued.
      </>
    );
  }
  return (
    <>
      {approved}
      {run.estimatedEnd && (
        <>
          {' '}
          · should finish about <strong>{time(Math.ceil(Date.parse(run.estimatedEnd) / 60_000) * 60_000)}</strong>
        </>
      )}
      {run.stopAsked && ` · ${run.stopAsked.by} has asked for it to be stopped: ${run.stopAsked.because}. A second person has to agree.`}
    </>
  );
}
