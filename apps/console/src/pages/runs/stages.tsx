import {
  type Icon,
  IconBellRinging,
  IconBuildingBank,
  IconCheck,
  IconCreditCard,
  IconCreditCardOff,
  IconDatabaseImport,
  IconFileInvoice,
  IconHourglass,
  IconMail,
  IconPlayerPause,
  IconRefresh,
  IconUserExclamation,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Run } from '../../api/runs';
import { count } from '../../formats/counts';
import { time } from '../../formats/times';
import styles from './runs.module.css';
import { amountsOf, sumOf } from './words';

type Step = Run['stages']['filed'];

/** The five stages of a run side by side: how many have come, how many are done, and where the others are. */
export const Stages = ({ run, stale }: { run: Run; stale: boolean }) => (
  <ol className={styles.stages} aria-label="Stages of the run" data-stale={stale || undefined}>
    <Collected run={run} />
    <StageCard
      icon={IconFileInvoice}
      name="In Xero"
      of={run.stages.filed}
      waits="waiting their turn"
      failed="refused by Xero"
      paused={run.paused !== null}
    />
    <StageCard
      icon={IconMail}
      name="E-mailed"
      of={run.stages.mailed}
      waits="on their way"
      failed="could not be e-mailed"
      paused={run.paused !== null}
    />
    <StageCard
      icon={IconCreditCard}
      name="Card debited"
      of={run.stages.debited}
      waits="in hand"
      failed="could not be debited"
      paused={run.paused !== null}
    >
      <ToRecord of={run.stages.recorded} />
    </StageCard>
    <StageCard
      icon={IconBellRinging}
      name="Payer notified"
      of={run.stages.notified}
      waits="on their way"
      failed="could not be told"
      sum={false}
    />
  </ol>
);

function Collected({ run }: { run: Run }) {
  const left = run.state === 'stopped' ? 0 : Math.max(0, run.invoices - run.issued);
  return (
    <li className={styles.stage}>
      <Head icon={IconDatabaseImport} name="Collected" done={run.issued} of={run.invoices} />
      <div className={styles.stageSum}>{sumOf(run.totals)}</div>
      <Bar done={run.issued} failed={0} asking={0} of={run.invoices} />
      <ul className={styles.stageLines}>
        {left === 0 ? (
          <Line icon={IconCheck} tone="ok">
            {run.state === 'stopped' && run.issued < run.invoices
              ? `${count(run.invoices - run.issued)} not sent: stopped`
              : 'All collected'}
          </Line>
        ) : (
          <Line icon={run.paused ? IconPlayerPause : IconHourglass}>{count(left)} waiting their turn</Line>
        )}
      </ul>
    </li>
  );
}

interface StageCardProps {
  readonly icon: Icon;
  readonly name: string;
  readonly of: Step;
  /** Where those are that are neither done nor in trouble. */
  readonly waits: string;
  readonly failed: string;
  readonly paused?: boolean;
  readonly sum?: boolean;
  readonly children?: ReactNode;
}

function StageCard({ icon, name, of, waits, failed, paused, sum = true, children }: StageCardProps) {
  const { arrived, done, inHand, triedAgain, triedAgainAt, asking, nextAskAt, needsYou, waitsUntil } = of;
  return (
    <li className={styles.stage} data-stage={name}>
      <Head icon={icon} name={name} done={done} of={arrived} />
      <div className={styles.stageSum}>{sum ? amountsOf(of.doneMinor) : `${count(done)} told, ${count(of.failed)} not`}</div>
      <Bar done={done} failed={of.failed + needsYou} asking={asking} of={arrived} />
      <ul className={styles.stageLines}>
        {inHand > 0 && (
          <Line
            icon={paused ? IconPlayerPause : IconHourglass}
            at={waitsUntil && `next try ${time(waitsUntil.at)}`}
            counts="in-hand"
            size={inHand}
          >
            {paused ? 'waiting for the run to go on' : waits}
          </Line>
        )}
        {triedAgain > 0 && (
          <Line icon={IconRefresh} at={triedAgainAt && time(triedAgainAt)} counts="tried-again" size={triedAgain}>
            being tried again
          </Line>
        )}
        {asking > 0 && (
          <Line icon={IconBuildingBank} tone="ask" at={nextAskAt && time(nextAskAt)} counts="asking" size={asking}>
            asking the bank
          </Line>
        )}
        {of.failed > 0 && (
          <Line icon={IconCreditCardOff} tone="warn" counts="failed" size={of.failed}>
            {failed}
          </Line>
        )}
        {needsYou > 0 && (
          <Line icon={IconUserExclamation} tone="bad" counts="needs-you" size={needsYou}>
            {needsYou === 1 ? 'needs you' : 'need you'}
          </Line>
        )}
        {children}
      </ul>
    </li>
  );
}

/** A payment stands in Xero a moment after the debit; shown while one does not. */
function ToRecord({ of: { arrived, done, needsYou } }: { of: Step }) {
  const left = arrived - done - needsYou;
  return (
    <>
      {left > 0 && <Line icon={IconHourglass}>{count(left)} to be recorded in Xero</Line>}
      {needsYou > 0 && (
        <Line icon={IconUserExclamation} tone="bad">
          {count(needsYou)} not recorded in Xero: {needsYou === 1 ? 'needs you' : 'need you'}
        </Line>
      )}
    </>
  );
}

const Head = ({ icon: Sign, name, done, of }: { icon: Icon; name: string; done: number; of: number }) => (
  <>
    <h2 className={styles.stageName}>
      <Sign size={18} stroke={1.75} aria-hidden />
      {name}
    </h2>
    <div className={styles.stageDone}>
      <strong data-counts="done">{count(done)}</strong> of <span data-counts="arrived">{count(of)}</span>
    </div>
  </>
);

interface LineProps {
  readonly icon: Icon;
  readonly tone?: 'ok' | 'ask' | 'warn' | 'bad';
  readonly at?: string | null;
  /** How many of the stage it is about. */
  readonly counts?: string;
  readonly size?: number;
  readonly children: ReactNode;
}

const Line = ({ icon: Sign, tone, at, counts, size, children }: LineProps) => (
  <li data-tone={tone}>
    <Sign size={16} stroke={1.75} aria-hidden />
    <span>
      {size !== undefined && <span data-counts={counts}>{count(size)}</span>} {children}
    </span>
    {at && <span className={styles.stageAt}>{at}</span>}
  </li>
);

/** The words beside it tell the same. */
function Bar({ done, failed, asking, of }: { done: number; failed: number; asking: number; of: number }) {
  const part = (size: number) => ({ width: `${of === 0 ? 0 : (100 * size) / of}%` });
  return (
    <div className={styles.stageBar} aria-hidden>
      <span style={part(done)} data-part="done" />
      <span style={part(failed)} data-part="failed" />
      <span style={part(asking)} data-part="asking" />
    </div>
  );
}
