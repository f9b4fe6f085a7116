import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Run, runInvoicesQuery } from '../../api/runs';
import { usePerson } from '../../api/session';
import { count } from '../../formats/counts';
import { time } from '../../formats/times';
import { Card, Progress } from '../../pieces/card';
import { Money } from '../../pieces/figures';
import { DEBIT_FAILURES } from '../../pieces/invoice-words';
import pieces from '../../pieces/pieces.module.css';
import { MAY_OPEN } from '../../shell/may-open';
import { hasRole } from '../../shell/roles';
import styles from './runs.module.css';

const TOP = 3;

/** The first of what waits for a person, and the way to the rest. */
export function NeedsYou({ run }: { run: Run }) {
  const query = useInfiniteQuery({ ...runInvoicesQuery(run.runId, 'needs-you', TOP), enabled: run.needsYou > 0 });
  const mayOpen = hasRole(usePerson(), MAY_OPEN.stuck);
  const items = run.needsYou > 0 ? (query.data?.pages[0]?.invoices ?? []) : [];
  return (
    <Card title="Needs you" note={run.needsYou > 0 ? count(run.needsYou) : undefined} padded>
      {items.length === 0 ? (
        <p className={styles.quiet}>
          {run.needsYou > 0 ? 'Something about this run waits for a person.' : 'Nothing in this run waits for a person.'}
        </p>
      ) : (
        <ul className={styles.items}>
          {items.map((invoice) => (
            <li key={invoice.invoiceId}>
              <span className={styles.itemHead}>
                <Link to="/invoices/$invoice" params={{ invoice: invoice.invoiceId }}>
                  <b>{invoice.customerName}</b>
                </Link>
                <Money of={{ minor: invoice.totalMinor, currency: invoice.currency }} />
              </span>
              <span className={`${pieces.note} ${styles.short}`} title={invoice.now.reason ?? undefined}>
                {invoice.now.reason}
              </span>
            </li>
          ))}
        </ul>
      )}
      {run.needsYou > 0 && mayOpen && (
        <Link to="/stuck" search={{ run: run.runId }} className={styles.more}>
          Go to what is stuck in this run
        </Link>
      )}
    </Card>
  );
}

/** Why cards were not debited. */
export function DebitFailures({ run }: { run: Run }) {
  const reasons = Object.entries(run.debitFailed).sort(([, one], [, other]) => other - one);
  if (reasons.length === 0) return null;
  return (
    <Card title="Could not be debited" note={count(reasons.reduce((sum, [, size]) => sum + size, 0))} padded>
      <dl className={styles.reasons}>
        {reasons.map(([reason, size]) => (
          <div key={reason}>
            <dt>{sentence(DEBIT_FAILURES[reason] ?? reason)}</dt>
            <dd>{count(size)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** How fast Xero lets us go. A limit that is reached moves the end of the run, and is no trouble. */
export function Pace({ run: { pace, stages } }: { run: Run }) {
  const waits = stages.filed.waitsUntil ?? stages.recorded.waitsUntil;
  if (!pace) return null;
  const used = pace.usedThisMinute;
  return (
    <Card title="Pace" padded>
      <dl className={styles.reasons}>
        <div>
          <dt>Xero calls this minute</dt>
          <dd>
            {used === null ? '–' : count(Math.min(used, pace.minuteLimit))} of {count(pace.minuteLimit)}
          </dd>
        </div>
      </dl>
      {used !== null && <Progress percent={(100 * used) / Math.max(1, pace.minuteLimit)} />}
      <dl className={styles.reasons}>
        {pace.usedByOthers > 0 && (
          <div>
            <dt>Used by others</dt>
            <dd>{count(pace.usedByOthers)} a minute</dd>
          </div>
        )}
        {pace.dayRemaining !== null && (
          <div>
            <dt>Left today</dt>
            <dd>{count(pace.dayRemaining)}</dd>
          </div>
        )}
      </dl>
      <p className={styles.quiet}>
        {waits ? `We wait for Xero until ${time(waits.at)}, and then go on.` : 'We go as fast as Xero allows and no faster.'} Seen{' '}
        {time(pace.at)}.
      </p>
    </Card>
  );
}
