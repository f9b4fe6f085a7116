import { decide, type Run } from '../../api/runs';
import { ReasonQuestion } from '../../pieces/reason-question';
import type { Asking } from './preview';

interface LeaveOutProps {
  readonly run: Run;
  readonly asking: Asking;
  readonly onClose: () => void;
  readonly done: (run: Run) => void;
}

/** Why an invoice, or a group of them, is left out or taken in again. An approval given before was for something else, and is taken back. */
export function LeaveOut({ run, asking: { action, about, name }, onClose, done }: LeaveOutProps) {
  const out = action === 'leave-out';
  const given = run.approval.given.map(({ by }) => by).join(' and ');
  return (
    <ReasonQuestion
      title={out ? `Leave out ${name}` : `Include ${name}`}
      opened
      onClose={onClose}
      says={[
        out ? 'The charges are not lost: they come back in the next run.' : 'It goes out with the others when the run is approved.',
        ...(given ? [`${given} approved the run as it was, and would have to approve it again.`] : []),
      ].join(' ')}
      action={out ? 'Leave out' : 'Include'}
      working={out ? 'Leaving out…' : 'Including…'}
      kept="Kept in the audit, with your name."
      field="because"
      send={(because) => decide(run.runId, action, about, because, run.version)}
      done={done}
    />
  );
}
