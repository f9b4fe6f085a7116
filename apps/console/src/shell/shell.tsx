import { AppShell, Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconList } from '@tabler/icons-react';
import { Link, Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { useState } from 'react';
import { usePerson } from '../api/session';
import { Account } from './account';
import { Gate } from './gate';
import { homeOf } from './homes';
import { Find } from './find/find';
import { Keys } from './keys';
import mark from './mark.svg';
import { NAVIGATION, placeOf } from './navigation';
import styles from './shell.module.css';
import { StuckCount } from './stuck-count';
import { TopBar } from './top-bar';
import { MAY_OPEN } from './may-open';
import { NotForYou } from './not-for-you';
import { PausedWork } from './paused-work';
import { Settled } from './settled';
import { hasRole } from './roles';

/** What is around every page: skip link, header, navigation. A page draws its own h1 first, and what it has for the header into `TopBar`. */
export const Shell = () => (
  <Gate>
    <Frame />
  </Gate>
);

function Frame() {
  const person = usePerson();
  const mayOpen = useMatches({ select: (matches) => matches.at(-1)?.staticData.mayOpen });
  const here = useLocation({ select: ({ pathname }) => placeOf(pathname) });
  const [opened, { toggle, close }] = useDisclosure();
  const [bar, setBar] = useState<HTMLElement | null>(null);
  return (
    <AppShell layout="alt" header={{ height: 56 }} navbar={{ width: 224, breakpoint: 'md', collapsed: { mobile: !opened } }} padding={0}>
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
        <div ref={setBar} className={styles.bar} />
        <Find />
      </AppShell.Header>
      <AppShell.Navbar className={styles.navbar} aria-label="Main">
        <div className={styles.top}>
          <Link {...homeOf(person)} className={styles.brand} onClick={close}>
            <img src={mark} width={28} height={28} alt="" />
            Takings
          </Link>
          <Burger opened={opened} onClick={toggle} hiddenFrom="md" size="sm" aria-label="Close the navigation" />
        </div>
        {NAVIGATION.filter(({ mayOpen }) => hasRole(person, mayOpen)).map(({ to, label, icon: Icon }) => (
          <Link key={to} to={to} activeOptions={{ exact: to !== here }} className={styles.link} onClick={close}>
            <Icon size={18} stroke={1.75} aria-hidden />
            {label}
            {to === '/stuck' && <StuckCount />}
          </Link>
        ))}
        <a href="/" className={`${styles.link} ${styles.rest}`}>
          <IconList size={18} stroke={1.75} aria-hidden />
          All addresses
        </a>
        <Keys />
        <Account />
      </AppShell.Navbar>
      {hasRole(person, MAY_OPEN.invoices) && <Settled />}
      <AppShell.Main id="page" tabIndex={-1} className={styles.main}>
        <div className={styles.page}>
          <TopBar.Provider value={bar}>
            {hasRole(person, MAY_OPEN.pauses) && <PausedWork />}
            {mayOpen && !hasRole(person, mayOpen) ? <NotForYou mayOpen={mayOpen} /> : <Outlet />}
          </TopBar.Provider>
        </div>
      </AppShell.Main>
    </AppShell>
  );
}
