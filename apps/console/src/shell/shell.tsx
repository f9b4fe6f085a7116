import { AppShell, Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconList } from '@tabler/icons-react';
import { Link, Outlet, useMatches } from '@tanstack/react-router';
import { useEffect } from 'react';
import mark from './mark.svg';
import { NAVIGATION } from './navigation';
import styles from './shell.module.css';

/** What is around every page: skip link, header, navigation. A page draws its own h1 first. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure();
  useTitle();
  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 224, breakpoint: 'md', collapsed: { mobile: !opened } }} padding={0}>
      <a className={styles.skip} href="#page">
        Skip to the page
      </a>
      <AppShell.Header className={styles.header}>
        <Burger
          opened={opened}
          onClick={toggle}
          hiddenFrom="md"
          size="sm"
          aria-label={opened ? 'Close the navigation' : 'Open the navigation'}
        />
        <Link to="/boards" className={styles.brand}>
          <img src={mark} width={28} height={28} alt="" />
          Takings
        </Link>
      </AppShell.Header>
      <AppShell.Navbar className={styles.navbar} aria-label="Main">
        {NAVIGATION.map(({ to, label, icon: Icon }) => (
          <Link key={to} to={to} className={styles.link} onClick={close}>
            <Icon size={18} stroke={1.75} aria-hidden />
            {label}
          </Link>
        ))}
        <a href="/" className={`${styles.link} ${styles.rest}`}>
          <IconList size={18} stroke={1.75} aria-hidden />
          All addresses
        </a>
      </AppShell.Navbar>
      <AppShell.Main id="page" tabIndex={-1} className={styles.page}>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

/** The window's title follows the innermost route that names one. */
function useTitle() {
  const matches = useMatches();
  const title = matches.findLast(({ staticData }) => staticData.title)?.staticData.title;
  useEffect(() => {
    document.title = title ? `${title} – Takings` : 'Takings';
  }, [title]);
}
