import { Title } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { InTopBar } from '../shell/top-bar';
import styles from './pieces.module.css';

interface PageHeadProps {
  readonly title: string;
  /** The page this one is a part of. */
  readonly under?: { readonly to: string; readonly name: string };
  readonly badge?: ReactNode;
  /** How fresh it is, in the header of every live page. */
  readonly fresh?: ReactNode;
  /** One sentence. */
  readonly says?: ReactNode;
  /** The main action, on the right. */
  readonly children?: ReactNode;
}

/** Title and state, one sentence, the main action; in the header, where one is. */
export function PageHead({ title, under, badge, fresh, says, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} – Takings`;
  }, [title]);
  return (
    <>
      <InTopBar>
        <nav aria-label="Where this page is" className={styles.crumb}>
          {under && (
            <>
              <Link to={under.to}>{under.name}</Link>
              <IconChevronRight size={14} aria-hidden />
            </>
          )}
          <b aria-current="page">{title}</b>
        </nav>
        {fresh}
      </InTopBar>
      <div className={styles.head}>
        <div className={styles.headWords}>
          <div className={styles.headTitle}>
            <Title order={1}>{title}</Title>
            {badge}
          </div>
          {says && <p className={styles.says}>{says}</p>}
        </div>
        {children && <div className={styles.actions}>{children}</div>}
      </div>
    </>
  );
}
