import type { ReactNode } from 'react';
import styles from './pieces.module.css';

/** wide: left out where the window is narrow; number: figures, at the right; unseen: what it is called is only heard. Its cells say the first two as well. */
type Kind = 'wide' | 'number' | 'unseen';
/** `'Team'`, or `['Team', 'wide']`. */
export type Column = string | readonly [string, ...Kind[]];

interface TableProps {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly foot?: ReactNode;
  /** Its rows. */
  readonly children: ReactNode;
}

export const Table = ({ caption, columns, foot, children }: TableProps) => (
  <table className={styles.table}>
    <caption>{caption}</caption>
    <thead>
      <tr>{columns.map(heading)}</tr>
    </thead>
    <tbody>{children}</tbody>
    {foot && <tfoot>{foot}</tfoot>}
  </table>
);

function heading(column: Column) {
  const [name, ...kinds] = typeof column === 'string' ? ([column] as const) : column;
  const stands = kinds.filter((kind) => kind !== 'unseen').map((kind) => styles[kind]);
  return (
    <th key={name} scope="col" className={stands.join(' ') || undefined}>
      {kinds.includes('unseen') ? <span className={styles.unseen}>{name}</span> : name}
    </th>
  );
}
