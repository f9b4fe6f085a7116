import { Title } from '@mantine/core';

export function Screens() {
  return <Title order={1}>Screens</Title>;
}
