import { IconLock } from '@tabler/icons-react';
import { usePerson } from '../api/session';
import { LinkButton } from '../pieces/link-button';
import { PageHead } from '../pieces/page-head';
import { Message } from '../pieces/states';
import { homeOf } from './homes';
import { manyInWords, type Role, rolesInWords } from './roles';

/** In the place of a page that is for others: who they are. */
export function NotForYou({ mayOpen }: { mayOpen: readonly Role[] }) {
  const person = usePerson();
  return (
    <>
      <PageHead title="Not for you" />
      <Message icon={IconLock} title={`This page is for ${manyInWords(mayOpen)}`}>
        You are signed in as {person.name} ({rolesInWords(person.roles)}). An admin can change what you may do.
        <LinkButton {...homeOf(person)} variant="default" size="xs">
          Go to your start page
        </LinkButton>
      </Message>
    </>
  );
}
