import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Deciding, Run } from '../../api/runs';
import { count } from '../../formats/counts';
import { money } from '../../formats/money';
import { time } from '../../formats/times';
import { Card, Figures, Progress } from '../../pieces/card';
import { DownloadList } from '../../pieces/download-list';
import { AllProposed } from './all-proposed';
import { DecisionBar } from './decision-bar';
import { LeaveOut } from './leave-out';
import { RunHead, type RunPart } from './run-page';
import styles from './runs.module.css';
import { PausedCustomers } from './paused-customers';
import { againstLast, invoices, sumOf } from './words';
import { ToLookAt } from './to-look-at';
import { When } from './when';

const route = getRouteApi('/runs/$run');

/** What is asked about before it is done: why. */
export interface Asking {
  readonly action: 'leave-out' | 'include';
  readonly about: Deciding;
  readonly name: string;
}

/** A run before anything has gone out: what it comes to, what to look at, and the decision. */
export function Preview(part: RunPart) {
  const { run, onRun } = part;
  const { show, q } = route.useSearch();
  const [asking, setAsking] = useState<Asking>();
  const others = run.invoices + run.leftOut.invoices + run.credits - run.toLookAt;
  return (
    <>
      <RunHead
        {...part}
        says={
          <>
            {run.collectedAt && (
              <>
                Collected <When of={run.collectedAt} />.{' '}
              </>
            )}
            Nothing has been sent to Xero, to customers or to the bank.
          </>
        }
      >
        <DownloadList list="proposed-invoices" filters={{ runId: run.runId }} />
      </RunHead>
      <Figures of={figuresOf(run)} />
      {show ? (
        <AllProposed run={run} show={show} q={q} onAsk={setAsking} />
      ) : (
        <Card
          title={`${invoices(run.toLookAt)} to look at`}
          note={others > 0 && run.toLookAt > 0 ? `The other ${count(others)} look like every other time.` : undefined}
          right={
            <Link to="/runs/$run" params={{ run: run.runId }} search={{ show: 'all' }} className={styles.more}>
              See all {count(run.invoices + run.leftOut.invoices + run.credits)}
            </Link>
          }
        >
          <ToLookAt run={run} onAsk={setAsking} />
        </Card>
      )}
      <PausedCustomers of={run.pausedCustomers} />
      <DecisionBar {...part} />
      {asking && <LeaveOut run={run} asking={asking} onClose={() => setAsking(undefined)} done={onRun} />}
    </>
  );
}

function figuresOf(run: Run) {
  const ready = run.invoices - run.withoutCard;
  const vat = run.totals.map(({ currency, vatMinor }) => money({ minor: vatMinor, currency })).join(' + ');
  return [
    { name: 'Total including VAT', value: sumOf(run.totals), says: `${invoices(run.invoices)} · ${vat || '–'} of it VAT` },
    againstLast(run),
    {
      name: 'Cards',
      value: `${count(ready)} ready`,
      says: (
        <>
          <Progress percent={run.invoices === 0 ? 0 : (100 * ready) / run.invoices} />
          {run.withoutCard === 0 ? 'Every customer has a card' : `${count(run.withoutCard)} without: e-mailed, not debited`}
        </>
      ),
    },
    {
      name: 'If approved now',
      value: run.estimatedEnd ? `done by ${time(Math.ceil(Date.parse(run.estimatedEnd) / 60_000) * 60_000)}` : '–',
      says: run.pace
        ? `Xero accepts ${count(run.pace.minuteLimit)} calls a minute${run.pace.usedByOthers > 0 ? `, others use ${count(run.pace.usedByOthers)}` : ''}`
        : 'As fast as Xero allows',
    },
  ];
}
