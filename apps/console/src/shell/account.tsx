import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react';
import { signOut, usePerson } from '../api/session';
import { rolesInWords } from './roles';
import styles from './shell.module.css';

const SCHEMES = [
  ['auto', 'As the computer', IconDeviceDesktop],
  ['light', 'Light', IconSun],
  ['dark', 'Dark', IconMoon],
] as const;

/** Who is signed in, as what; how the console looks for them; the way out. */
export function Account() {
  const { name, roles, team } = usePerson();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="top-start" width={224}>
      <Menu.Target>
        <button type="button" className={styles.who}>
          <IconUserCircle size={28} stroke={1.5} aria-hidden />
          <span>
            <b>{name}</b>
            <small>{[rolesInWords(roles), team?.name].filter(Boolean).join(' · ')}</small>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label c="var(--tk-ink-3)">Appearance</Menu.Label>
        {SCHEMES.map(([scheme, words, Sign]) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            leftSection={<Sign size={18} stroke={1.75} aria-hidden />}
            fw={colorScheme === scheme ? 600 : undefined}
            onClick={() => setColorScheme(scheme)}
          >
            {words}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.75} aria-hidden />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
