import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { boardSearch, consultantsSearch, screensSearch, teamsSearch } from './search';
import { NothingHere } from './shell/nothing-here';
import { Shell } from './shell/shell';

const root = createRootRoute({ component: Shell, notFoundComponent: NothingHere });

const home = createRoute({ getParentRoute: () => root, path: '/', beforeLoad: () => redirect({ to: '/boards', throw: true }) });

// One chunk for each top-level route, loaded when it is opened. What a page shows is in its address.
const boards = createRoute({
  getParentRoute: () => root,
  path: '/boards',
  component: lazyRouteComponent(() => import('./pages/boards'), 'Boards'),
});
const board = createRoute({
  getParentRoute: () => root,
  path: '/boards/$board',
  validateSearch: boardSearch,
  component: lazyRouteComponent(() => import('./pages/board'), 'Board'),
});
const screens = createRoute({
  getParentRoute: () => root,
  path: '/screens',
  validateSearch: screensSearch,
  component: lazyRouteComponent(() => import('./pages/screens'), 'Screens'),
});
const teams = createRoute({
  getParentRoute: () => root,
  path: '/teams',
  validateSearch: teamsSearch,
  component: lazyRouteComponent(() => import('./pages/teams'), 'Teams'),
});
const consultants = createRoute({
  getParentRoute: () => root,
  path: '/consultants',
  validateSearch: consultantsSearch,
  component: lazyRouteComponent(() => import('./pages/consultants'), 'Consultants'),
});

export const router = createRouter({
  routeTree: root.addChildren([home, boards, board, screens, teams, consultants]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  // Addresses that people can read and type: text, not JSON.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
    const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    return text && `?${text}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
