import { Injectable } from '@nestjs/common';
import { storable } from '../../store/storable';
import { ContactRegister } from '../contacts/contact-register';
import { CreateInvoices } from '../invoices/create-invoices';
import { InvoiceRegister } from '../invoices/invoice-register';
import { Organisation } from '../organisation/organisation';
import { PaymentRegister } from '../payments/payment-register';
import type { Answer } from '../../http/answer';
import type { Handler } from './call';
import { notFound, notModelled } from './error-answers';

interface Route {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** `/Invoices` or `/Invoices/{id}`; Xero does not mind upper and lower case. */
  readonly path: string;
  /** Any of these scopes allows the call; reading is also allowed by the same scope with `.read`. */
  readonly scopes: readonly string[];
  readonly handle: Handler;
}

const INVOICES = ['accounting.invoices', 'accounting.transactions'];
const PAYMENTS = ['accounting.payments', 'accounting.transactions'];
const CONTACTS = ['accounting.contacts'];
const SETTINGS = ['accounting.settings'];

/**
 * All that the Xero stand-in answers. Its registers are not called Contacts, Invoices and Payments, because TypeScript 7.0.2 renames a property
 * such as `Invoices:` inside a decorated class of the same name.
 */
@Injectable()
export class Routes {
  private readonly table: readonly Route[];

  constructor(
    contacts: ContactRegister,
    createInvoices: CreateInvoices,
    invoices: InvoiceRegister,
    payments: PaymentRegister,
    organisation: Organisation,
  ) {
    this.table = [
      { method: 'PUT', path: '/invoices', scopes: INVOICES, handle: createInvoices.create },
      { method: 'GET', path: '/invoices', scopes: INVOICES, handle: invoices.list },
      { method: 'GET', path: '/invoices/{id}', scopes: INVOICES, handle: invoices.show },
      { method: 'POST', path: '/invoices/{id}', scopes: INVOICES, handle: invoices.update },
      { method: 'PUT', path: '/contacts', scopes: CONTACTS, handle: contacts.create },
      { method: 'POST', path: '/contacts', scopes: CONTACTS, handle: contacts.upsert },
      { method: 'GET', path: '/contacts', scopes: CONTACTS, handle: contacts.list },
      { method: 'GET', path: '/contacts/{id}', scopes: CONTACTS, handle: contacts.show },
      { method: 'POST', path: '/contacts/{id}', scopes: CONTACTS, handle: contacts.update },
      { method: 'PUT', path: '/payments', scopes: PAYMENTS, handle: payments.create },
      { method: 'POST', path: '/payments', scopes: PAYMENTS, handle: payments.create },
      { method: 'GET', path: '/payments', scopes: PAYMENTS, handle: payments.list },
      { method: 'GET', path: '/payments/{id}', scopes: PAYMENTS, handle: payments.show },
      { method: 'POST', path: '/payments/{id}', scopes: PAYMENTS, handle: payments.undo },
      { method: 'GET', path: '/organisation', scopes: SETTINGS, handle: organisation.show },
      { method: 'GET', path: '/accounts', scopes: SETTINGS, handle: organisation.accounts },
      { method: 'GET', path: '/currencies', scopes: SETTINGS, handle: organisation.currencies },
      { method: 'GET', path: '/taxrates', scopes: SETTINGS, handle: organisation.taxRates },
    ];
  }

  /** The route of a path such as `/Invoices/INV-1`, or the answer that there is none. */
  find(method: string, path: string): { route: Route; id: string } | Answer {
    const [, resource = '', id, ...more] = path.split('/');
    const pattern = `/${resource.toLowerCase()}${id ? '/{id}' : ''}`;
    const known = this.table.filter((route) => route.path === pattern && more.length === 0);
    const route = known.find((candidate) => candidate.method === method);
    if (route) return { route, id: storable(decodeURIComponent(id ?? '')) };
    return known.length > 0 || more.length > 0 ? notModelled(`${method} ${path}`) : notFound();
  }
}

export const isAllowed = ({ method, scopes }: Route, granted: readonly string[]) =>
  scopes.some((scope) => granted.includes(scope) || (method === 'GET' && granted.includes(`${scope}.read`)));
