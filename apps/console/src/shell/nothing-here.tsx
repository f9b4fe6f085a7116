import { Anchor, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';

export function NothingHere() {
  return (
    <>
      <Title order={1}>There is nothing here</Title>
      <Text>
        The address may be mistyped. <Anchor component={Link} to="/boards" inherit underline="always" children="Go to the leaderboards" />
      </Text>
    </>
  );
}
