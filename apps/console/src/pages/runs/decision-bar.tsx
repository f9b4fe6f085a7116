import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { sentenceOf } from '../../api/api-error';
import { approveRun } from '../../api/runs';
import { time } from '../../formats/times';
import type { RunPart } from './run-page';
import styles from './runs.module.css';
import { NotLive, StopButton } from './steer';
import { invoices, leftOutWords, runCan, sumOf, whyNot } from './words';

/** Always in sight: what goes out, who still has to say so, and the decision. What has the focus is never under it. */
export function DecisionBar({ run, fresh, onRun, onRefused }: RunPart) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => keepClearOf(bar.current), []);
  const approve = useMutation({
    mutationFn: () => approveRun(run.runId, run.version),
    onSuccess: onRun,
    onError: (error) => onRefused(sentenceOf(error)),
  });
  const live = fresh.is === 'live' || fresh.is === 'catching up';
  return (
    <section ref={bar} className={styles.bar} aria-label="Decision">
      <div>
        <strong className={styles.barSum}>
          {invoices(run.invoices)} · {sumOf(run.totals)}
        </strong>
        <div className={styles.barSays} role="status">
          {leftOutWords(run)}
        </div>
        <div className={styles.barSays}>{approvalWords(run)}</div>
      </div>
      <div className={styles.barActions}>
        {live ? (
          <>
            <StopButton run={run} onRun={onRun} />
            {runCan(run, 'approve') ? (
              <Button
                leftSection={<IconCheck size={18} aria-hidden />}
                aria-disabled={approve.isPending || undefined}
                onClick={() => !approve.isPending && approve.mutate()}
              >
                {approve.isPending ? 'Approving…' : `Approve ${invoices(run.invoices)}`}
              </Button>
            ) : (
              <span className={styles.whyNot}>{whyNot(run, 'approve')}</span>
            )}
          </>
        ) : (
          <NotLive />
        )}
      </div>
    </section>
  );
}

/** "Two persons approve this run: Ravi Shah did at 12:40, one more is needed." */
function approvalWords({ approval: { needed, given }, stopAsked }: RunPart['run']): string {
  const asked = stopAsked
    ? `${stopAsked.by} has asked for this run to be stopped: ${stopAsked.because}. A second person has to agree. `
    : '';
  if (needed < 2) return asked;
  if (given.length === 0) return `${asked}Two persons have to approve this run, neither of whom asked for it.`;
  return `${asked}Two persons have to approve: ${given.map(({ by, at }) => `${by} did at ${time(at)}`).join(', ')}; one more is needed.`;
}

/** A narrow window makes the bar higher than the page's own padding allows for. */
function keepClearOf(bar: HTMLElement | null) {
  if (!bar) return undefined;
  const root = document.documentElement;
  const watch = new ResizeObserver(() => {
    root.style.scrollPaddingBottom = `${bar.offsetHeight + 16}px`;
  });
  watch.observe(bar);
  return () => {
    watch.disconnect();
    root.style.scrollPaddingBottom = '';
  };
}
