import { type ReactNode, useEffect, useState } from 'react';
import { sentenceOf } from '../api/api-error';
import { lookWhoIsIn, useSignIn } from '../api/session';
import { SignInAgain } from './sign-in-again';
import { SignInPage } from './sign-in-page';
import styles from './sign-in.module.css';

const AGAIN_AFTER_MS = 3_000;

/** Draws the console for who has signed in, and asks anybody else to; the address stays, so that they come to the page they wanted. */
export function Gate({ children }: { children: ReactNode }) {
  const signIn = useSignIn();
  const unreached = useLookingWhoIsIn(signIn.is === 'asked');
  if (signIn.is === 'asked')
    return unreached && <p className={styles.unreached} role="alert">{`${unreached} We try again every few seconds.`}</p>;
  if (signIn.is === 'out') return <SignInPage />;
  return (
    <>
      {children}
      {signIn.ended && <SignInAgain person={signIn.session.person} />}
    </>
  );
}

/** Why it is not known, in a sentence. */
function useLookingWhoIsIn(wanted: boolean): string | undefined {
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    if (!wanted) return;
    const look = () => void lookWhoIsIn().catch((error: unknown) => setFault(sentenceOf(error)));
    look();
    const timer = setInterval(look, AGAIN_AFTER_MS);
    return () => clearInterval(timer);
  }, [wanted]);
  return fault;
}
