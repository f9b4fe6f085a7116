import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconPlugConnectedX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/api-error';
import { pauseRun, resumeRun, type Run, stopRun } from '../../api/runs';
import pieces from '../../pieces/pieces.module.css';
import { ReasonQuestion } from '../../pieces/reason-question';
import { saved } from '../../pieces/saved';
import type { RunPart } from './run-page';
import styles from './runs.module.css';
import { runCan } from './words';

/** In the place of buttons that move money, while it is not known how things stand. */
export const NotLive = () => (
  <span className={styles.notLive} role="status">
    <IconPlugConnectedX size={18} aria-hidden />
    <span>
      Not live –{' '}
      <button type="button" className={pieces.textButton} onClick={() => location.reload()}>
        reload before you approve
      </button>
    </span>
  </span>
);

/** Stops a run for good, with a reason; above the policy's limit the first person asks and a second one stops it. */
export function StopButton({ run, onRun }: { run: Run; onRun: (run: Run) => void }) {
  const [opened, setOpened] = useState(false);
  if (!runCan(run, 'stop')) return null;
  const says = run.approvedAt
    ? 'Nothing more is sent. What has gone out goes on to its end; the other charges come back in the next run.'
    : 'Nothing is sent. The charges come back in the next run.';
  return (
    <>
      <Button
        variant="default"
        className={styles.stop}
        leftSection={<IconPlayerStop size={18} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {run.stopAsked ? 'Agree to stop this run' : 'Stop this run'}
      </Button>
      <ReasonQuestion
        title="Stop this run"
        opened={opened}
        onClose={() => setOpened(false)}
        says={run.stopAsked ? `${run.stopAsked.by} has asked for it: ${run.stopAsked.because}. ${says}` : says}
        action="Stop the run"
        working="Stopping…"
        danger
        kept="Kept in the audit, with your name."
        field="because"
        send={(because) => stopRun(run.runId, because)}
        done={(next) => {
          saved(next.stopped ? 'The run is stopped' : 'Asked: a second person has to agree');
          onRun(next);
        }}
      />
    </>
  );
}

/** Pause, or Continue; where neither may be, nothing. */
export function PauseButton({ run, onRun, onRefused }: Pick<RunPart, 'run' | 'onRun' | 'onRefused'>) {
  const turn = useMutation({
    mutationFn: (action: 'pause' | 'resume') => (action === 'pause' ? pauseRun(run.runId) : resumeRun(run.runId)),
    onSuccess: onRun,
    onError: (error) => onRefused(sentenceOf(error)),
  });
  const action = runCan(run, 'resume') ? 'resume' : runCan(run, 'pause') ? 'pause' : undefined;
  if (!action) return null;
  const Sign = action === 'pause' ? IconPlayerPause : IconPlayerPlay;
  const [says, working] = action === 'pause' ? ['Pause', 'Pausing…'] : ['Continue', 'Continuing…'];
  return (
    <Button
      variant={action === 'pause' ? 'default' : 'filled'}
      leftSection={<Sign size={18} aria-hidden />}
      aria-disabled={turn.isPending || undefined}
      onClick={() => !turn.isPending && turn.mutate(action)}
    >
      {turn.isPending ? working : says}
    </Button>
  );
}
