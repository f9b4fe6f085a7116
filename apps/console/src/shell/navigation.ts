import { IconDeviceTv, IconTrophy, IconUser, IconUsersGroup } from '@tabler/icons-react';

/** What the navigation offers, in its order. */
export const NAVIGATION = [
  { to: '/boards', label: 'Leaderboards', icon: IconTrophy },
  { to: '/screens', label: 'Screens', icon: IconDeviceTv },
  { to: '/teams', label: 'Teams', icon: IconUsersGroup },
  { to: '/consultants', label: 'Consultants', icon: IconUser },
] as const;
