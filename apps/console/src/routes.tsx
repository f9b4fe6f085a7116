import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import {
  auditSearch,
  boardSearch,
  chargesSearch,
  consultantsSearch,
  customerSearch,
  customersSearch,
  flowVersionsSearch,
  invoiceSearch,
  invoicesSearch,
  mailsSearch,
  importsSearch,
  mySalesSearch,
  peopleSearch,
  pricesSearch,
  productsSearch,
  runSearch,
  runsSearch,
  screensSearch,
  signInSearch,
  stuckSearch,
  teamSalesSearch,
  teamsSearch,
  tokensSearch,
  uploadSearch,
} from './search';
import { GoOn } from './shell/go-on';
import { MAY_OPEN } from './shell/may-open';
import { NothingHere } from './shell/nothing-here';
import { Shell } from './shell/shell';
import { SignedIn } from './shell/signed-in';

const root = createRootRoute({ component: Shell, notFoundComponent: NothingHere });

const home = createRoute({ getParentRoute: () => root, path: '/', component: GoOn });
const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', validateSearch: signInSearch, component: GoOn });
const signedIn = createRoute({ getParentRoute: () => root, path: '/signed-in', component: SignedIn });

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
  staticData: { mayOpen: MAY_OPEN.screens },
  validateSearch: screensSearch,
  component: lazyRouteComponent(() => import('./pages/screens'), 'Screens'),
});
const teams = createRoute({
  getParentRoute: () => root,
  path: '/teams',
  staticData: { mayOpen: MAY_OPEN.teams },
  validateSearch: teamsSearch,
  component: lazyRouteComponent(() => import('./pages/teams'), 'Teams'),
});
const consultants = createRoute({
  getParentRoute: () => root,
  path: '/consultants',
  staticData: { mayOpen: MAY_OPEN.consultants },
  validateSearch: consultantsSearch,
  component: lazyRouteComponent(() => import('./pages/consultants'), 'Consultants'),
});
const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  staticData: { mayOpen: MAY_OPEN.people },
  validateSearch: peopleSearch,
  component: lazyRouteComponent(() => import('./pages/people'), 'People'),
});
const tokens = createRoute({
  getParentRoute: () => root,
  path: '/tokens',
  staticData: { mayOpen: MAY_OPEN.tokens },
  validateSearch: tokensSearch,
  component: lazyRouteComponent(() => import('./pages/tokens'), 'Tokens'),
});

const mySales = createRoute({
  getParentRoute: () => root,
  path: '/sales',
  staticData: { mayOpen: MAY_OPEN.sales },
  validateSearch: mySalesSearch,
  component: lazyRouteComponent(() => import('./pages/my-sales'), 'MySales'),
});
const teamSales = createRoute({
  getParentRoute: () => root,
  path: '/sales/team',
  staticData: { mayOpen: MAY_OPEN.teamSales },
  validateSearch: teamSalesSearch,
  component: lazyRouteComponent(() => import('./pages/team-sales'), 'TeamSales'),
});
const sale = createRoute({
  getParentRoute: () => root,
  path: '/sales/$sale',
  staticData: { mayOpen: MAY_OPEN.sales },
  component: lazyRouteComponent(() => import('./pages/sale'), 'SaleStart'),
});
const saleCheck = createRoute({
  getParentRoute: () => root,
  path: '/sales/$sale/check',
  staticData: { mayOpen: MAY_OPEN.sales },
  component: lazyRouteComponent(() => import('./pages/sale'), 'SaleCheck'),
});
const saleStep = createRoute({
  getParentRoute: () => root,
  path: '/sales/$sale/$step',
  staticData: { mayOpen: MAY_OPEN.sales },
  component: lazyRouteComponent(() => import('./pages/sale'), 'SaleStep'),
});
const flowVersions = createRoute({
  getParentRoute: () => root,
  path: '/flow-versions',
  staticData: { mayOpen: MAY_OPEN.flowVersions },
  validateSearch: flowVersionsSearch,
  component: lazyRouteComponent(() => import('./pages/flow-versions'), 'FlowVersions'),
});

const stuck = createRoute({
  getParentRoute: () => root,
  path: '/stuck',
  staticData: { mayOpen: MAY_OPEN.stuck },
  validateSearch: stuckSearch,
  component: lazyRouteComponent(() => import('./pages/stuck'), 'Stuck'),
});
const pauses = createRoute({
  getParentRoute: () => root,
  path: '/pauses',
  staticData: { mayOpen: MAY_OPEN.pauses },
  component: lazyRouteComponent(() => import('./pages/pauses'), 'Pauses'),
});
// The list stays beside what is opened of it.
const stuckItem = createRoute({ getParentRoute: () => stuck, path: '/$item', staticData: { mayOpen: MAY_OPEN.stuck } });

const invoices = createRoute({
  getParentRoute: () => root,
  path: '/invoices',
  staticData: { mayOpen: MAY_OPEN.invoices },
  validateSearch: invoicesSearch,
  component: lazyRouteComponent(() => import('./pages/invoices'), 'Invoices'),
});
const invoice = createRoute({
  getParentRoute: () => root,
  path: '/invoices/$invoice',
  staticData: { mayOpen: MAY_OPEN.invoices },
  validateSearch: invoiceSearch,
  component: lazyRouteComponent(() => import('./pages/invoices'), 'InvoicePage'),
});
const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  staticData: { mayOpen: MAY_OPEN.customers },
  validateSearch: customersSearch,
  component: lazyRouteComponent(() => import('./pages/customers'), 'Customers'),
});
const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$customer',
  staticData: { mayOpen: MAY_OPEN.customers },
  validateSearch: customerSearch,
  component: lazyRouteComponent(() => import('./pages/customers'), 'CustomerPage'),
});
const products = createRoute({
  getParentRoute: () => root,
  path: '/products',
  staticData: { mayOpen: MAY_OPEN.products },
  validateSearch: productsSearch,
  component: lazyRouteComponent(() => import('./pages/products'), 'Products'),
});
const prices = createRoute({
  getParentRoute: () => root,
  path: '/prices',
  staticData: { mayOpen: MAY_OPEN.prices },
  validateSearch: pricesSearch,
  component: lazyRouteComponent(() => import('./pages/prices'), 'Prices'),
});

const runs = createRoute({
  getParentRoute: () => root,
  path: '/runs',
  staticData: { mayOpen: MAY_OPEN.runs },
  validateSearch: runsSearch,
  component: lazyRouteComponent(() => import('./pages/runs'), 'Runs'),
});
const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$run',
  staticData: { mayOpen: MAY_OPEN.runs },
  validateSearch: runSearch,
  component: lazyRouteComponent(() => import('./pages/runs'), 'RunPage'),
});
const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  staticData: { mayOpen: MAY_OPEN.audit },
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./pages/audit'), 'Audit'),
});
const charges = createRoute({
  getParentRoute: () => root,
  path: '/charges',
  staticData: { mayOpen: MAY_OPEN.charges },
  validateSearch: chargesSearch,
  component: lazyRouteComponent(() => import('./pages/charges'), 'Charges'),
});
const chargeUpload = createRoute({
  getParentRoute: () => root,
  path: '/charges/upload',
  staticData: { mayOpen: MAY_OPEN.chargeUpload },
  validateSearch: uploadSearch,
  component: lazyRouteComponent(() => import('./pages/charges'), 'UploadPage'),
});
const chargeImports = createRoute({
  getParentRoute: () => root,
  path: '/charges/imports',
  staticData: { mayOpen: MAY_OPEN.charges },
  validateSearch: importsSearch,
  component: lazyRouteComponent(() => import('./pages/charges'), 'Imports'),
});
const chargeImport = createRoute({
  getParentRoute: () => root,
  path: '/charges/imports/$import',
  staticData: { mayOpen: MAY_OPEN.charges },
  component: lazyRouteComponent(() => import('./pages/charges'), 'ImportPage'),
});
const chargeConnector = createRoute({
  getParentRoute: () => root,
  path: '/charges/connector',
  staticData: { mayOpen: MAY_OPEN.charges },
  component: lazyRouteComponent(() => import('./pages/charges'), 'ConnectorPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  staticData: { mayOpen: MAY_OPEN.settings },
  component: lazyRouteComponent(() => import('./pages/settings'), 'SettingsOverview'),
});
const xeroSettings = createRoute({
  getParentRoute: () => root,
  path: '/settings/xero',
  staticData: { mayOpen: MAY_OPEN.settings },
  component: lazyRouteComponent(() => import('./pages/settings'), 'XeroPage'),
});
const gatewaySettings = createRoute({
  getParentRoute: () => root,
  path: '/settings/gateway',
  staticData: { mayOpen: MAY_OPEN.settings },
  component: lazyRouteComponent(() => import('./pages/settings'), 'GatewayPage'),
});
const companySettings = createRoute({
  getParentRoute: () => root,
  path: '/settings/company',
  staticData: { mayOpen: MAY_OPEN.settings },
  component: lazyRouteComponent(() => import('./pages/settings'), 'CompanyPage'),
});
const mailSettings = createRoute({
  getParentRoute: () => root,
  path: '/settings/mails',
  staticData: { mayOpen: MAY_OPEN.settings },
  validateSearch: mailsSearch,
  component: lazyRouteComponent(() => import('./pages/settings'), 'MailsPage'),
});
const numberSettings = createRoute({
  getParentRoute: () => root,
  path: '/settings/numbers',
  staticData: { mayOpen: MAY_OPEN.settings },
  component: lazyRouteComponent(() => import('./pages/settings'), 'NumbersPage'),
});
const priceSettings = createRoute({
  getParentRoute: () => root,
  path: '/settings/prices',
  staticData: { mayOpen: MAY_OPEN.settings },
  component: lazyRouteComponent(() => import('./pages/settings'), 'PricesPage'),
});
const approvalSettings = createRoute({
  getParentRoute: () => root,
  path: '/settings/approval',
  staticData: { mayOpen: MAY_OPEN.settings },
  component: lazyRouteComponent(() => import('./pages/settings'), 'ApprovalPage'),
});
const scheduleSettings = createRoute({
  getParentRoute: () => root,
  path: '/settings/schedule',
  staticData: { mayOpen: MAY_OPEN.settings },
  component: lazyRouteComponent(() => import('./pages/settings'), 'SchedulePage'),
});
const firstSteps = createRoute({
  getParentRoute: () => root,
  path: '/first-steps',
  staticData: { mayOpen: MAY_OPEN.settings },
  component: lazyRouteComponent(() => import('./pages/first-steps'), 'FirstStepsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    signedIn,
    boards,
    board,
    screens,
    teams,
    consultants,
    people,
    tokens,
    mySales,
    teamSales,
    sale,
    saleCheck,
    saleStep,
    flowVersions,
    runs,
    run,
    stuck.addChildren([stuckItem]),
    invoices,
    invoice,
    pauses,
    customers,
    customer,
    products,
    prices,
    settings,
    xeroSettings,
    gatewaySettings,
    companySettings,
    mailSettings,
    numberSettings,
    priceSettings,
    approvalSettings,
    scheduleSettings,
    firstSteps,
    audit,
    charges,
    chargeUpload,
    chargeImports,
    chargeImport,
    chargeConnector,
  ]),
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
