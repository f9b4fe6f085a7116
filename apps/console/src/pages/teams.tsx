import { Title } from '@mantine/core';

export function Teams() {
  return <Title order={1}>Teams</Title>;
}
