import type { Json } from '../front/batch';
import { isUuid } from '../front/paging';

/** What a caller says of a contact; `undefined` leaves a field as it is. */
export interface ContactChange {
  readonly contactId?: string;
  readonly contactNumber?: string;
  readonly name?: string;
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly status?: string;
}

const NAME_MAX = 255;
const NUMBER_MAX = 50;
const EMAIL_MAX = 255;

/** ASCII alone: Xero refuses umlauts in an address, before the @ and after it. */
const EMAIL = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

export const isXeroEmail = (email: string) =>
  email.length <= EMAIL_MAX && EMAIL.test(email) && !email.includes('..') && !/^\.|\.@/.test(email);

/** Reads an element of `/Contacts`; all faults are gathered. */
export function readContact(element: Json): { contact: ContactChange; errors: string[] } {
  const errors: string[] = [];
  const contact: ContactChange = {
    contactId: text(element.ContactID)?.toLowerCase(),
    contactNumber: text(element.ContactNumber) || undefined,
    name: text(element.Name),
    email: text(element.EmailAddress),
    firstName: text(element.FirstName),
    lastName: text(element.LastName),
    status: text(element.ContactStatus),
  };
  if (contact.contactId !== undefined && !isUuid(contact.contactId)) errors.push('ContactID must be a GUID');
  if (contact.name === '') errors.push('The contact name must not be empty.');
  if (contact.name && contact.name.length > NAME_MAX) errors.push(`The contact name must not be longer than ${NAME_MAX} characters.`);
  if (contact.contactNumber && contact.contactNumber.length > NUMBER_MAX) {
    errors.push(`The contact number must not be longer than ${NUMBER_MAX} characters.`);
  }
  if (contact.email && !isXeroEmail(contact.email)) errors.push('Email address must be valid.');
  if (contact.status !== undefined && contact.status !== 'ACTIVE' && contact.status !== 'ARCHIVED') {
    errors.push(`The status '${contact.status}' is not valid for contacts`);
  }
  return { contact, errors };
}

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : undefined);
