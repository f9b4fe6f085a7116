import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Note } from '../pieces/states';
import mark from './mark.svg';
import styles from './sign-in.module.css';
import { WaysToSignIn } from './ways-in';

/** In the place of every page until somebody has signed in. */
export function SignInPage() {
  useEffect(() => {
    document.title = 'Sign in – Takings';
  }, []);
  const { pathname, search, hash } = location;
  const said = new URLSearchParams(search);
  const refused = said.get('refused');
  const wanted = pathname === '/sign-in' ? (said.get('to') ?? '/sign-in') : `${pathname}${search}${hash}`;
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <p className={styles.brand}>
          <img src={mark} width={32} height={32} alt="" />
          Takings
        </p>
        <h1>Sign in</h1>
        {refused && (
          <Note tone="bad" icon={IconAlertTriangle} title="You are not signed in">
            {refused}
          </Note>
        )}
        <WaysToSignIn toCompanyAccount={(at) => location.assign(`${at}?${new URLSearchParams({ to: wanted })}`)} />
      </div>
    </main>
  );
}
