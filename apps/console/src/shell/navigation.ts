import {
  IconBuildingStore,
  IconDeviceTv,
  IconFileInvoice,
  IconInbox,
  IconHistory,
  IconKey,
  IconListCheck,
  IconPackage,
  IconPlayerPause,
  IconPlayerTrackNext,
  IconSettings,
  IconReceipt,
  IconTags,
  IconTrophy,
  IconUser,
  IconUsers,
  IconUsersGroup,
  IconVersions,
} from '@tabler/icons-react';
import { MAY_OPEN } from './may-open';

/** What the navigation offers, in its order, to whom it is for. */
export const NAVIGATION = [
  { to: '/runs', label: 'Runs', icon: IconPlayerTrackNext, mayOpen: MAY_OPEN.runs },
  { to: '/sales', label: 'My sales', icon: IconListCheck, mayOpen: MAY_OPEN.sales },
  { to: '/sales/team', label: 'Team sales', icon: IconUsers, mayOpen: MAY_OPEN.teamSales },
  { to: '/boards', label: 'Leaderboards', icon: IconTrophy, mayOpen: MAY_OPEN.boards },
  { to: '/screens', label: 'Screens', icon: IconDeviceTv, mayOpen: MAY_OPEN.screens },
  { to: '/teams', label: 'Teams', icon: IconUsersGroup, mayOpen: MAY_OPEN.teams },
  { to: '/consultants', label: 'Consultants', icon: IconUser, mayOpen: MAY_OPEN.consultants },
  { to: '/flow-versions', label: 'Flow versions', icon: IconVersions, mayOpen: MAY_OPEN.flowVersions },
  { to: '/invoices', label: 'Invoices', icon: IconFileInvoice, mayOpen: MAY_OPEN.invoices },
  { to: '/stuck', label: 'Stuck', icon: IconInbox, mayOpen: MAY_OPEN.stuck },
  { to: '/pauses', label: 'Pauses', icon: IconPlayerPause, mayOpen: MAY_OPEN.pauses },
  { to: '/charges', label: 'Charges', icon: IconReceipt, mayOpen: MAY_OPEN.charges },
  { to: '/customers', label: 'Customers', icon: IconBuildingStore, mayOpen: MAY_OPEN.customers },
  { to: '/prices', label: 'Price list', icon: IconTags, mayOpen: MAY_OPEN.prices },
  { to: '/products', label: 'Products', icon: IconPackage, mayOpen: MAY_OPEN.products },
  { to: '/settings', label: 'Settings', icon: IconSettings, mayOpen: MAY_OPEN.settings },
  { to: '/audit', label: 'Audit', icon: IconHistory, mayOpen: MAY_OPEN.audit },
  { to: '/people', label: 'People', icon: IconUsers, mayOpen: MAY_OPEN.people },
  { to: '/tokens', label: 'API tokens', icon: IconKey, mayOpen: MAY_OPEN.tokens },
] as const;

/** The one place of the navigation under which an address stands: the longest that it begins with. */
export const placeOf = (pathname: string) =>
  NAVIGATION.map(({ to }) => to)
    .filter((to) => pathname === to || pathname.startsWith(`${to}/`))
    .reduce<string | undefined>((longest, to) => (longest && longest.length > to.length ? longest : to), undefined);
