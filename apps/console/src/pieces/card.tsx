import { type ReactNode, useId } from 'react';
import styles from './pieces.module.css';

interface CardProps {
  readonly title?: string;
  /** Small words beside the title, a count for example. */
  readonly note?: ReactNode;
  readonly right?: ReactNode;
  readonly padded?: boolean;
  readonly children: ReactNode;
}

export function Card({ title, note, right, padded, children }: CardProps) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={title ? id : undefined}>
      {title && (
        <div className={styles.cardHead}>
          <h2 id={id}>{title}</h2>
          {note && <span className={styles.note}>{note}</span>}
          {right && <div className={styles.cardRight}>{right}</div>}
        </div>
      )}
      {padded ? <div className={styles.padded}>{children}</div> : children}
    </section>
  );
}

export interface Figure {
  readonly name: string;
  readonly value: ReactNode;
  readonly says?: ReactNode;
}

/** Totals: what it is, how much, and beside what. */
export const Figures = ({ of, stale }: { of: readonly Figure[]; stale?: boolean }) => (
  <dl className={styles.figureCards} data-stale={stale || undefined}>
    {of.map(({ name, value, says }) => (
      <div key={name} className={styles.figureCard}>
        <dt>{name}</dt>
        <dd className={styles.figureValue}>{value}</dd>
        {says && <dd className={styles.figureSays}>{says}</dd>}
      </div>
    ))}
  </dl>
);

/** How far something is; the words beside it tell the same. */
export const Progress = ({ percent }: { percent: number }) => (
  <span className={styles.track} aria-hidden>
    <span className={styles.trackFill} style={{ width: `${Math.min(Math.max(percent, 0), 100)}%` }} />
  </span>
);
