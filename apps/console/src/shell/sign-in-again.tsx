import { Modal } from '@mantine/core';
import type { Person } from '../api/session';
import styles from './sign-in.module.css';
import { WaysToSignIn } from './ways-in';

/** Where the company account sends the window that was opened for it. */
const DONE = '/signed-in';

/** Over the page whose session has ended: it stays as it is, with all that was typed, and what was being saved goes on by itself. */
export const SignInAgain = ({ person: { id, name } }: { person: Person }) => (
  <Modal.Root opened onClose={() => undefined} closeOnEscape={false} closeOnClickOutside={false} centered size={480}>
    <Modal.Overlay backgroundOpacity={0.35} />
    <Modal.Content>
      <div className={styles.dialog}>
        <Modal.Title className={styles.dialogTitle}>Sign in again</Modal.Title>
        <p>Your session has ended, {name}. What you typed is still here, and what was being saved goes on as soon as you are back.</p>
        <WaysToSignIn first={id} toCompanyAccount={inItsOwnWindow} />
      </div>
    </Modal.Content>
  </Modal.Root>
);

const inItsOwnWindow = (at: string) =>
  void window.open(`${at}?${new URLSearchParams({ to: DONE })}`, 'takings-sign-in', 'popup,width=520,height=720');
