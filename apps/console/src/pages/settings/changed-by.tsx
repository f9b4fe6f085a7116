import { At } from '../../pieces/figures';
import styles from '../../pieces/pieces.module.css';

interface ChangedByProps {
  readonly of: { readonly changedBy: string | null; readonly changedAt: string | null };
  /** What holds while nobody has set it. */
  readonly otherwise: string;
}

export const ChangedBy = ({ of: { changedBy, changedAt }, otherwise }: ChangedByProps) => (
  <p className={styles.dim}>
    {changedBy && changedAt ? (
      <>
        {changedBy} set this, <At of={changedAt} />.
      </>
    ) : (
      otherwise
    )}
  </p>
);
