import type { Json } from '../front/batch';
import { dotNetDate } from '../front/dates';

/** A row of `xero_contacts`. */
export interface Contact {
  readonly contact_id: string;
  readonly contact_number: string | null;
  readonly name: string;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly status: string;
  readonly updated_at: Date;
}

export const showContact = (contact: Contact): Json => ({
  ContactID: contact.contact_id,
  ...(contact.contact_number !== null && { ContactNumber: contact.contact_number }),
  ContactStatus: contact.status,
  Name: contact.name,
  FirstName: contact.first_name,
  LastName: contact.last_name,
  EmailAddress: contact.email,
  Addresses: [],
  Phones: [],
  ContactGroups: [],
  ContactPersons: [],
  IsSupplier: false,
  IsCustomer: true,
  UpdatedDateUTC: dotNetDate(contact.updated_at),
  HasAttachments: false,
  HasValidationErrors: false,
});

/** The summary that stands inside an invoice. */
export const contactSummary = (contact: Pick<Contact, 'contact_id' | 'contact_number' | 'name'>): Json => ({
  ContactID: contact.contact_id,
  ...(contact.contact_number !== null && { ContactNumber: contact.contact_number }),
  Name: contact.name,
  HasValidationErrors: false,
});
