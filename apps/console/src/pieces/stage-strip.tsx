import { IconCheck, IconDots, IconExclamationMark, IconMinus, IconQuestionMark, IconX, type Icon } from '@tabler/icons-react';
import { type StagedInvoice, type StageLook, stagesOf } from './invoice-stages';
import styles from './stage-strip.module.css';

const SIGNS: Readonly<Record<StageLook, Icon | undefined>> = {
  done: IconCheck,
  waiting: undefined,
  'on-its-way': IconDots,
  asking: IconQuestionMark,
  declined: IconExclamationMark,
  'needs-you': IconX,
  never: IconMinus,
};

/** Where an invoice is: large with times and reasons; `small` in lists, where the words are read out and shown to whoever points at it. */
export const StageStrip = ({ of, small }: { of: StagedInvoice; small?: boolean }) => (
  <ol className={small ? styles.small : styles.large} aria-label="Stages">
    {stagesOf(of).map(({ name, look, words, detail }) => (
      <li key={name} data-look={look} title={small ? [`${name}: ${words}`, detail].filter(Boolean).join(', ') : undefined}>
        <Disc look={look} size={small ? 11 : 18} />
        <span className={styles.words}>
          <span className={styles.name}>{name}</span>
          <span className={styles.state}>{words}</span>
          {detail && <span className={styles.detail}>{detail}</span>}
        </span>
      </li>
    ))}
  </ol>
);

function Disc({ look, size }: { look: StageLook; size: number }) {
  const Sign = SIGNS[look];
  return (
    <span className={styles.disc} aria-hidden>
      {Sign && <Sign size={size} stroke={2.6} />}
    </span>
  );
}
