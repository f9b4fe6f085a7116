import { IconMapPinOff } from '@tabler/icons-react';
import { LinkButton } from '../pieces/link-button';
import { PageHead } from '../pieces/page-head';
import { Message } from '../pieces/states';

export function NothingHere() {
  return (
    <>
      <PageHead title="Not found" />
      <Message icon={IconMapPinOff} title="There is nothing here">
        The address may be mistyped.
        <LinkButton to="/boards" variant="default" size="xs">
          Go to the leaderboards
        </LinkButton>
      </Message>
    </>
  );
}
