import { Link, type LinkProps } from '@tanstack/react-router';
import styles from './pieces.module.css';

export interface Choice {
  readonly name: string;
  readonly chosen: boolean;
  readonly link: LinkProps;
}

/** One of a few, each an address of its own. */
export const Segments = ({ label, of }: { label: string; of: readonly Choice[] }) => (
  <Choices label={label} of={of} className={styles.segments} />
);

export const Tabs = ({ label, of }: { label: string; of: readonly Choice[] }) => <Choices label={label} of={of} className={styles.tabs} />;

const Choices = ({ label, of, className }: { label: string; of: readonly Choice[]; className?: string }) => (
  <nav aria-label={label} className={className}>
    {of.map(({ name, chosen, link }) => (
      <Link key={name} {...link} aria-current={chosen ? 'page' : undefined} activeProps={{}}>
        {name}
      </Link>
    ))}
  </nav>
);
