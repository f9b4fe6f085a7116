import { Link, type LinkProps } from '@tanstack/react-router';
import styles from './pieces.module.css';

export interface Choice {
  readonly name: string;
  readonly chosen: boolean;
  readonly link: LinkProps;
}

/** The router's own mark must not fall on an address that says less. */
const EXACT = { exact: true, includeSearch: true, explicitUndefined: true };

/** One of a few, each an address of its own. */
export const Segments = ({ label, of }: { label: string; of: readonly Choice[] }) => (
  <Choices label={label} of={of} className={styles.segments} />
);

export const Tabs = ({ label, of }: { label: string; of: readonly Choice[] }) => <Choices label={label} of={of} className={styles.tabs} />;

const Choices = ({ label, of, className }: { label: string; of: readonly Choice[]; className?: string }) => (
  <nav aria-label={label} className={className}>
    {of.map(({ name, chosen, link }) => (
      <Link key={name} {...link} activeOptions={EXACT} aria-current={chosen ? 'page' : undefined}>
        {name}
      </Link>
    ))}
  </nav>
);
