import { Button } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../api/api-error';
import { signInAsDemo, type WaysIn, waysIn } from '../api/session';
import { Loaded } from '../pieces/states';
import { rolesInWords } from './roles';
import styles from './sign-in.module.css';

interface Props {
  /** Goes to the company account; in the page itself, or beside it in a window of its own. */
  readonly toCompanyAccount: (at: string) => void;
  /** Who is expected, and so offered first. */
  readonly first?: string;
}

/** The ways to sign in here: the company account, and on a machine of one's own the people of the demo. */
export function WaysToSignIn({ toCompanyAccount, first }: Props) {
  const query = useQuery({ queryKey: ['ways-in'], queryFn: ({ signal }) => waysIn(signal) });
  return (
    <Loaded query={query} what="The ways to sign in" rows={3}>
      {({ companyAccount, demoAccounts }) => (
        <div className={styles.ways}>
          {companyAccount && (
            <Button size="md" leftSection={<IconLogin2 size={18} aria-hidden />} onClick={() => toCompanyAccount(companyAccount.at)}>
              Sign in with {companyAccount.name}
            </Button>
          )}
          {demoAccounts.length > 0 && <DemoAccounts of={demoAccounts} first={first} />}
          {!companyAccount && demoAccounts.length === 0 && (
            <p>Nobody can sign in here: ask whoever runs Takings to set up the company account.</p>
          )}
        </div>
      )}
    </Loaded>
  );
}

function DemoAccounts({ of, first }: { of: WaysIn['demoAccounts']; first?: string }) {
  const [busy, setBusy] = useState<string>();
  const [fault, setFault] = useState<string>();
  const choose = async (account: string) => {
    if (busy) return;
    setBusy(account);
    setFault(undefined);
    await signInAsDemo(account).catch((error: unknown) => setFault(sentenceOf(error)));
    setBusy(undefined);
  };
  const sorted = [...of].sort((one, other) => Number(other.id === first) - Number(one.id === first));
  return (
    <section aria-labelledby="demo-accounts">
      <h2 id="demo-accounts" className={styles.demoHead}>
        Demo accounts
      </h2>
      <p className={styles.demoSays}>Made-up people, on this machine alone. One click signs you in.</p>
      {fault && <p role="alert">{fault}</p>}
      <ul className={styles.accounts}>
        {sorted.map(({ id, name, roles, team }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.account}
              onClick={() => void choose(id)}
              aria-disabled={busy !== undefined || undefined}
            >
              <b>{name}</b>
              <span>{busy === id ? 'Signing in…' : [rolesInWords(roles), team].filter(Boolean).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
