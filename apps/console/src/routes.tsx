import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NothingHere } from './shell/nothing-here';
import { Shell } from './shell/shell';

const root = createRootRoute({ component: Shell, notFoundComponent: NothingHere });

// One chunk for each top-level route, loaded when it is opened.
const boards = createRoute({
  getParentRoute: () => root,
  path: '/boards',
  staticData: { title: 'Leaderboards' },
  component: lazyRouteComponent(() => import('./pages/boards'), 'Boards'),
});
const screens = createRoute({
  getParentRoute: () => root,
  path: '/screens',
  staticData: { title: 'Screens' },
  component: lazyRouteComponent(() => import('./pages/screens'), 'Screens'),
});
const teams = createRoute({
  getParentRoute: () => root,
  path: '/teams',
  staticData: { title: 'Teams' },
  component: lazyRouteComponent(() => import('./pages/teams'), 'Teams'),
});
const consultants = createRoute({
  getParentRoute: () => root,
  path: '/consultants',
  staticData: { title: 'Consultants' },
  component: lazyRouteComponent(() => import('./pages/consultants'), 'Consultants'),
});

export const router = createRouter({ routeTree: root.addChildren([boards, screens, teams, consultants]), defaultPreload: 'intent' });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** The window's title is "Title – Takings". */
    title?: string;
  }
}
