import { Title } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { InTopBar } from '../shell/top-bar';
import styles from './pieces.module.css';

interface PageHeadProps {
  readonly title: string;
  /** In the header, and as the title of the window, where the title alone does not tell one from another. */
  readonly crumb?: string;
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
export function PageHead({ title, crumb = title, under, badge, fresh, says, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${crumb} – Takings`;
  }, [crumb]);
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
          <b aria-current="page">{crumb}</b>
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
