import { Title } from '@mantine/core';

export function Consultants() {
  return <Title order={1}>Consultants</Title>;
}
