import { Title } from '@mantine/core';

export function Boards() {
  return <Title order={1}>Leaderboards</Title>;
}
