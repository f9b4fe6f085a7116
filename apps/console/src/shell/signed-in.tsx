import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect } from 'react';
import { tellOthers } from '../api/session';
import { PageHead } from '../pieces/page-head';
import { Message } from '../pieces/states';

/** In the window that was opened to sign in again: the page that waits is told, and this one goes. */
export function SignedIn() {
  useEffect(() => {
    tellOthers();
    window.close();
  }, []);
  return (
    <>
      <PageHead title="Signed in" />
      <Message icon={IconCircleCheck} title="You are signed in">
        Close this window and go on in the other one.
      </Message>
    </>
  );
}
